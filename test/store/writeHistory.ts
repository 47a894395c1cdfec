import { historyFolder } from '../../src/store/historyFiles.ts';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { openHistory } from '../../src/store/historyWriter.ts';

/**
 * A program that makes passes until it is ended: LOGS, the name of this run, and the time of its first pass in
 * milliseconds. Each has a launch that printed a great deal, and comes ten minutes after the one before.
 */
const [logs = '', run = '', firstMs = ''] = process.argv.slice(2);
const hours = 60 * 60 * 1000;
for (let number = 0; ; number++) {
  const nowMs = Number(firstMs) + (number * hours) / 6;
  const history = openHistory(historyFolder(logs), 14 * 24 * hours, nowMs);
  const pass = `${run}.${number}`;
  const launch = { pass, launchId: `L${pass}`, component: 'p/a', host: 'n1' };
  history.write('launched', { ...launch, outcome: 'unknown' });
  history.write('outcome', {
    ...launch,
    outcome: 'confirmed',
    detail: message('unrecorded', { text: 'x'.repeat((number * 7919) % 700_000) }),
  });
  const components = { 'p/a': { wanted: 3, running: 3, presumed: 0, pending: 0, missing: 0 } };
  const at = new Date(nowMs).toISOString();
  history.write('pass', { pass, at, command: 'run', hosts: { seen: 3, of: 3 }, components });
  const fault = await history.close();
  if (fault !== null) throw new Error(fault.text);
}
