import type { Duplex } from 'node:stream';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import { hostKeyRefusal, trustCommand } from './hostKeyRefusal.ts';
import { authMethods, identityReader, type Identity } from './identities.ts';
import {
  hostKeyAlgorithms,
  judge,
  knownKeyTypes,
  knownName,
  recordLine,
  type KnownHosts,
} from './knownHosts.ts';
import { appendKnownHost, readKnownHosts, type ReadKnownHosts } from './knownHostsFile.ts';
import type { Reach } from './reach.ts';
import { rsaBits } from './rsaBits.ts';
import {
  logInOver,
  type Credentials,
  type HostKeyCheck,
  type LoggedIn,
  type LoginLimits,
} from './sshLogin.ts';
import type { Refused } from './wire.ts';

export type LogIn = (stream: Duplex, reach: Reach, limits: LoginLimits) => Promise<LoggedIn>;

/**
 * Logs in with the trust that `Interface.json`, the ssh config and the user's files give: which host keys are known, and
 * what to authenticate with. Every file is read once for all hosts.
 */
export function logins(config: Config): LogIn {
  const credentialsOf = credentialsReader(config);
  return async (stream, reach, limits) => {
    const credentials = await credentialsOf(reach);
    if (credentials.ok) return logInOver(stream, reach, credentials, limits);
    stream.destroy();
    return credentials;
  };
}

function credentialsReader(config: Config): (reach: Reach) => Promise<Credentials | Refused> {
  const identitiesOf = identityReader();
  const knownOf = knownHostsReader();
  const record = recorder();
  const listed = new Set(config.hosts.map(({ name }) => name));
  // A jump host need not be listed; the keys of those that lead to a host are asked for with it.
  const trustOf = (name: string): string => trustCommand(listed.has(name) ? name : null, config.file);
  return async (reach) => {
    const { user, identities, hostKey } = reach;
    const [read, { methods, problems }] = await Promise.all([
      knownOf(hostKey.files),
      identitiesOf(identities),
    ]);
    if (!read.ok) return { ok: false, reason: read.reason };
    const nothing = problems.at(-1);
    if (methods.length === 0 && nothing !== undefined) return { ok: false, reason: nothing };
    const longEnough = methods.filter((method) => !isShort(method, hostKey.smallestRsaBits));
    const names = longEnough.map((method) => (method.kind === 'key' ? method.file : 'the agent'));
    return {
      ok: true,
      hostKey: hostKeyCheck(reach, read.known, record, trustOf(reach.name)),
      methods: authMethods(longEnough, user),
      tried: { user, offered: names, problems: problems.map(({ text }) => text) },
    };
  };
}

const isShort = (method: Identity, smallest: number): boolean =>
  method.kind === 'key' && (rsaBits(method.key.getPublicSSH()) ?? smallest) < smallest;

function knownHostsReader(): (files: readonly string[]) => Promise<ReadKnownHosts> {
  const found = new Map<string, Promise<ReadKnownHosts>>();
  return (files) => {
    const key = files.join('\0');
    const reading = found.get(key) ?? readKnownHosts(files);
    found.set(key, reading);
    return reading;
  };
}

function hostKeyCheck(reach: Reach, known: KnownHosts, record: Recorder, trust: string): HostKeyCheck {
  const { place, algorithms, knownFirst, policy, recordIn, smallestRsaBits } = reach.hostKey;
  return {
    algorithms: knownFirst ? hostKeyAlgorithms(knownKeyTypes(known, place), algorithms) : algorithms,
    async refuse(key) {
      const bits = rsaBits(key);
      if (bits !== null && bits < smallestRsaBits)
        return message('host-key-short', { bits, least: smallestRsaBits });
      const verdict = judge(known, place, key);
      if (verdict.verdict === 'known') return null;
      const file = recordIn ?? ('file' in verdict ? verdict.file : null);
      if (file === null) return message('host-key-file-unset');
      if (verdict.verdict !== 'unknown' || policy === 'strict')
        return hostKeyRefusal(verdict, place, reach.name, trust);
      return record(reach, file, key);
    },
  };
}

type Recorder = (reach: Reach, file: string, key: Buffer) => Promise<Message | null>;

/** Records keys of hosts never met, each once. */
function recorder(): Recorder {
  /** Keys recorded in this pass, by file and name there. */
  const accepted = new Map<string, Buffer>();
  return async ({ hostKey: { place, hashNames } }, file, key) => {
    const name = knownName(place);
    const entry = JSON.stringify([file, name]);
    const first = accepted.get(entry);
    if (first?.equals(key)) return null;
    if (first) return message('host-key-changed-in-pass', { name });
    accepted.set(entry, key);
    const fault = await appendKnownHost(file, recordLine(place, key, hashNames));
    // A key that is not recorded would be accepted again next time, whatever it is then.
    if (fault !== null) accepted.delete(entry);
    return fault;
  };
}
