import { silentLines, trustedHost, trustSummary, trustText } from '../../src/report/trustReport.ts';
import type { ComparedKey, KeyOnFile } from '../../src/remote/keyComparison.ts';
import type { Reach } from '../../src/remote/reach.ts';
import type { HostKeys } from '../../src/remote/trustHosts.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { plain } from './reports.ts';

const file = '/home/ops/.ssh/known_hosts';

/** As much of it as is told. */
function reach(name: string): Reach {
  return { name, hostKey: { place: { host: name, port: 22 }, recordIn: file } } as unknown as Reach;
}

const onFile: KeyOnFile = { type: 'ssh-rsa', fingerprint: 'SHA256:was', file, line: 7 };
const key = (type: string, own: Pick<ComparedKey, 'state'> & { onFile?: KeyOnFile }): ComparedKey =>
  ({ key: Buffer.from(type), type, fingerprint: `SHA256:${type}`, ...own }) as ComparedKey;
const showing = (name: string, ...keys: ComparedKey[]): HostKeys => ({
  reach: reach(name),
  ok: true,
  comparison: { keys, state: keys[0]?.state ?? 'new', record: [] },
});
const silent = (name: string, why: string): HostKeys => ({
  reach: reach(name),
  ok: false,
  reason: someMessage(why),
});

const found = [
  showing('n1', key('ssh-ed25519', { state: 'known', onFile }), key('ssh-rsa', { state: 'new' })),
  showing('n2', key('ecdsa-sha2-nistp256', { state: 'changed', onFile })),
  showing('n3', key('ssh-rsa', { state: 'changed', onFile })),
  showing('n4', key('ssh-ed25519', { state: 'revoked', onFile })),
  silent('n5', 'no answer'),
  silent('n6', 'no answer'),
  silent('n7', 'it has no\nkey'),
];
const summary = (recorded: number, hosts = found): string =>
  trustSummary(
    hosts.map((one) => trustedHost(one, recorded)),
    plain,
  );

describe('what trust prints', () => {
  golden('trustText', {
    'the fingerprints beside what is known, and hosts that showed none by their reasons': () =>
      trustText(found, plain),
    'none showed a key; the same with -q': () => silentLines(found, plain),
    'nothing was recorded': () => summary(0),
    'keys were recorded': () => summary(1, found.slice(0, 1)),
    'no host is reached over ssh': () => summary(0, []),
  });
});
