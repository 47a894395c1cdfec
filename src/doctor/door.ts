import type { Config } from '../interface/config.ts';
import { trustCommand } from '../remote/hostKeyRefusal.ts';
import { hostKeyAlgorithms, judge, knownKeyTypes, type HostKeyVerdict } from '../remote/knownHosts.ts';
import { readKnownHosts } from '../remote/knownHostsFile.ts';
import { shownKey } from '../remote/offeredKeys.ts';
import { pings, type Ping } from '../remote/ping.ts';
import type { Reach } from '../remote/reach.ts';
import type { SshWire } from '../remote/ssh.ts';
import { error, ok, warning, type Finding } from './finding.ts';
import { nameFinding } from './lookup.ts';

export interface Door {
  readonly config: Config;
  readonly ping: Ping;
  readonly ssh: SshWire;
  readonly signal: AbortSignal;
}

/** From the name of a host to its key: all that comes before a login. Ends where nothing more can be asked. */
export async function doorFindings(reach: Reach, door: Door): Promise<Finding[]> {
  const { config, ssh, signal } = door;
  if (reach.problem !== null) return [error('ssh config', reach.problem.reason, reach.problem.remedy)];
  const findings =
    reach.jump === null ? await wayFindings(reach, door) : [ok('jump', `through ${reach.jump.name}`)];
  if (findings.some(({ check, level }) => level === 'error' && check !== 'ping')) return findings;

  const { place, files, algorithms, knownFirst } = reach.hostKey;
  const read = await readKnownHosts(files);
  if (!read.ok) return [...findings, error('host key', read.reason, 'let this user read it')];
  const { known } = read;
  const wanted = knownFirst ? hostKeyAlgorithms(knownKeyTypes(known, place), algorithms) : algorithms;
  const shown = await shownKey(reach, wanted, ssh, signal);
  if (!shown.ok || shown.key === null) {
    const why = shown.ok ? 'the host has no key of a kind that can be used' : shown.reason;
    return [
      ...findings,
      error('ssh', why, 'ssh -v to the host tells where it stops; its log is in journalctl -u ssh there'),
    ];
  }
  findings.push(ok('ssh', 'speaks ssh'));
  return [...findings, keyFinding(judge(known, place, shown.key), reach, config)];
}

/** Straight there: name, ping and port. */
async function wayFindings(
  { address, port, connectTimeoutMs }: Reach,
  { config, ping }: Door,
): Promise<Finding[]> {
  const findings = [await nameFinding(address, connectTimeoutMs)];
  if (findings[0]?.level === 'error') return findings;

  const isPinged = config.ping.method === 'icmp';
  const place = { host: address, port };
  // The port is asked whatever the ping says: one that does not answer may be all that is wrong.
  const [pinged, refused] = await Promise.all([
    isPinged ? ping(place, config.ping.timeoutMs) : null,
    pings.tcp(place, connectTimeoutMs),
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
  else if (isPinged) findings.push(ok('ping', 'answers'));
  if (!refused) return [...findings, ok('port', `${port} is open`)];
  const reason = refused.reason.replace(/^no answer to the ping/, `no connection to port ${port}`);
  const remedy = refused.remedy ?? 'is sshd running there, and does a firewall let us through?';
  return [...findings, error('port', reason, remedy)];
}

/** Without fingerprints, so that hosts are told together; `muster trust` shows them. */
function keyFinding(verdict: HostKeyVerdict, { hostKey }: Reach, { file }: Config): Finding {
  const look = trustCommand('{hosts}', file);
  switch (verdict.verdict) {
    case 'known':
      return ok('host key', 'known');
    case 'unknown':
      return hostKey.policy === 'accept-new'
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
