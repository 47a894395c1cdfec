import { message } from '../core/catalogue/catalogue.ts';
import { causeOf, causeWithRemedyOf } from '../core/catalogue/cause.ts';
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
  if (reach.problem !== null) return [error('ssh config', reach.problem)];
  const findings =
    reach.jump === null
      ? await wayFindings(reach, door)
      : [ok('jump', message('jump-used', { jump: reach.jump.name }))];
  if (findings.some(({ check, level }) => level === 'error' && check !== 'ping')) return findings;

  const { place, files, algorithms, knownFirst } = reach.hostKey;
  const read = await readKnownHosts(files);
  if (!read.ok) return [...findings, error('host key', read.reason)];
  const { known } = read;
  const wanted = knownFirst ? hostKeyAlgorithms(knownKeyTypes(known, place), algorithms) : algorithms;
  const shown = await shownKey(reach, wanted, ssh, signal);
  if (!shown.ok || shown.key === null) {
    const cause = shown.ok ? message('host-key-unsupported') : shown.reason;
    return [...findings, error('ssh', message('ssh-handshake-failed', causeOf(cause)))];
  }
  findings.push(ok('ssh', message('ssh-speaks')));
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
  if (pinged) {
    const cause = causeWithRemedyOf(pinged.reason);
    findings.push(error('ping', message('ping-failed', { ...cause, portOpen: refused === null })));
  } else if (isPinged) findings.push(ok('ping', message('ping-answered')));
  if (refused === null) return [...findings, ok('port', message('port-open', { port }))];
  return [...findings, error('port', message('port-closed', causeWithRemedyOf(refused.reason)))];
}

/** Without fingerprints, so that hosts are told together; `muster trust` shows them. */
function keyFinding(verdict: HostKeyVerdict, { hostKey }: Reach, { file }: Config): Finding {
  const trust = trustCommand('{hosts}', file);
  switch (verdict.verdict) {
    case 'known':
      return ok('host key', message('host-key-known'));
    case 'unknown': {
      const accepted = hostKey.policy === 'accept-new';
      return (accepted ? warning : error)('host key', message('host-key-not-on-file', { accepted, trust }));
    }
    case 'changed': {
      const replace = `${trust} --replace {hosts}`;
      return error('host key', message('host-key-differs', { file: verdict.file, trust: replace }));
    }
    case 'revoked':
      return error('host key', message('host-key-is-revoked', { file: verdict.file }));
  }
}
