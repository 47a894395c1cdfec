/* Writes the metrics of one pass after the other until it is killed; in each pass all hosts have as many hot slots as it has a number. */
import { writeTextfile } from '../../src/monitor/textfile.ts';
import { seenHost } from '../report/reports.ts';
import { shownIn } from './shown.ts';

const [folder = ''] = process.argv.slice(2);
for (let pass = 1; ; pass++) {
  const hosts = Array.from({ length: 400 }, (_, n) => seenHost(`n${n}`, { hotlimit: pass }));
  const problems = await writeTextfile(shownIn(folder, { hosts }));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
}
