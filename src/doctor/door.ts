import type { Config, ConfigHost } from '../interface/config.ts';
import { trustCommand } from '../remote/hostKeyRefusal.ts';
import { keyPlaceOf } from '../remote/keyPlace.ts';
import { hostKeyAlgorithms, judge, knownKeyTypes, type HostKeyVerdict } from '../remote/knownHosts.ts';
import type { ReadKnownHosts } from '../remote/knownHostsFile.ts';
import { shownKey } from '../remote/offeredKeys.ts';
import { pings, type Ping } from '../remote/ping.ts';
import { error, ok, warning, type Finding } from './finding.ts';
import { nameFinding } from './lookup.ts';

export interface Door {
  readonly config: Config;
  readonly ping: Ping;
  readonly known: ReadKnownHosts;
  readonly signal: AbortSignal;
}

/** From the name of a host to its key: all that comes before a login. Ends where nothing more can be asked. */
export async function doorFindings(host: ConfigHost, door: Door): Promise<Finding[]> {
  const { config, signal } = door;
  const findings = [await nameFinding(host.address, config.ssh.connectTimeoutMs)];
  if (findings[0]?.level === 'error') return findings;

  // The port is asked whatever the ping says: one that does not answer may be all that is wrong.
  const [pinged, refused] = await Promise.all([
    config.ping.method === 'icmp' ? door.ping(host, config.ping.timeoutMs) : null,
    pings.tcp(host, config.ssh.connectTimeoutMs),
  ]);
  if (pinged)
    findings.push(
      error(
        'ping',
        pinged.reason,
        pinged.remedy ??
          (refused
            ? 'is it up, and is the network between us?'
            : 'the network drops echo requests: set "ping": {"method": "tcp"}'),
      ),
    );
  else if (config.ping.method === 'icmp') findings.push(ok('ping', 'answers'));
  if (refused) {
    const reason = refused.reason.replace(/^no answer to the ping/, `no connection to port ${host.port}`);
    return [
      ...findings,
      error('port', reason, refused.remedy ?? 'is sshd running there, and does a firewall let us through?'),
    ];
  }
  findings.push(ok('port', `${host.port} is open`));
  if (!door.known.ok) return [...findings, error('host key', door.known.reason, 'let this user read it')];

  const { place } = keyPlaceOf(config, host);
  const { known } = door.known;
  const algorithms = hostKeyAlgorithms(knownKeyTypes(known, place));
  const shown = await shownKey(host, algorithms, { timeoutMs: config.ssh.connectTimeoutMs, signal });
  if (shown.kind !== 'key') {
    const why = shown.kind === 'none' ? 'the host has no key of a kind that can be used' : shown.reason;
    return [
      ...findings,
      error('ssh', why, 'ssh -v to the host tells where it stops; its log is in journalctl -u ssh there'),
    ];
  }
  findings.push(ok('ssh', 'speaks ssh'));
  return [...findings, keyFinding(judge(known, place, shown.key), config)];
}

/** Without fingerprints, so that hosts are told together; `muster trust` shows them. */
function keyFinding(verdict: HostKeyVerdict, { file, ssh }: Config): Finding {
  const look = trustCommand('{hosts}', file);
  switch (verdict.verdict) {
    case 'known':
      return ok('host key', 'known');
    case 'unknown':
      return ssh.hostKeys === 'accept-new'
        ? warning('host key', 'not on file; the first pass records it, whatever it is', look)
        : error('host key', 'not on file', look);
    case 'changed':
      return error(
        'host key',
        `has changed: another one is in ${verdict.file}`,
        `find out why (reinstalled, another host at this address, someone in between); then: ${look} --replace {hosts}`,
      );
    case 'revoked':
      return error(
        'host key',
        `is revoked in ${verdict.file}`,
        'give the host a new key before it is used again',
      );
  }
}
