import type { Message } from '../core/catalogue/catalogue.ts';
import { grouped } from '../core/grouped.ts';
import { foldRange } from '../interface/ranges.ts';
import type { ComparedKey } from '../remote/keyComparison.ts';
import { knownName } from '../remote/knownHosts.ts';
import type { HostKeys } from '../remote/trustHosts.ts';
import { formatVersion } from './document.ts';
import { harmless } from './harmless.ts';
import { many, table, type Style } from './style.ts';

/** What `muster trust` found and did, as `--json` prints it. */
export interface TrustReport {
  readonly formatVersion: typeof formatVersion;
  readonly command: 'trust';
  /** Absolute path of `Interface.json`. */
  readonly config: string;
  readonly hosts: readonly TrustedHost[];
  /** What went wrong while recording. */
  readonly problems: readonly Message[];
}

export interface TrustedHost {
  readonly host: string;
  /** As known_hosts has it. */
  readonly name: string;
  /** Where its keys are recorded; absent for nowhere. */
  readonly file?: string;
  /** `unknown`: it showed no key, with the reason. */
  readonly state: 'known' | 'new' | 'changed' | 'revoked' | 'unknown';
  readonly reason?: Message;
  readonly keys: readonly TrustedKey[];
  /** How many keys were recorded now. */
  readonly recorded: number;
}

export interface TrustedKey {
  readonly type: string;
  readonly fingerprint: string;
  readonly state: ComparedKey['state'];
  /** What is on file, and where; absent for what is new. */
  readonly onFile?: {
    readonly type: string;
    readonly fingerprint: string;
    readonly file: string;
    readonly line: number;
  };
}

export function trustedHost(found: HostKeys, recorded: number): TrustedHost {
  const { name: host, hostKey } = found.reach;
  const common = {
    host,
    name: knownName(hostKey.place),
    ...(hostKey.recordIn !== null && { file: hostKey.recordIn }),
  };
  if (!found.ok) return { ...common, state: 'unknown', reason: found.reason, keys: [], recorded };
  const keys = found.comparison.keys.map(shownKey);
  return { ...common, state: found.comparison.state, keys, recorded };
}

function shownKey({ type, fingerprint, state, ...rest }: ComparedKey): TrustedKey {
  return { type, fingerprint, state, ...('onFile' in rest && { onFile: rest.onFile }) };
}

/** The fingerprints of all hosts, side by side with what is known. */
export function trustText(found: readonly HostKeys[], style: Style): string[] {
  const rows = found.flatMap((one) =>
    one.ok ? one.comparison.keys.map((key) => row(one.reach.name, key, style)) : [],
  );
  const heads = rows.length > 0 ? [['HOST', 'TYPE', 'FINGERPRINT', 'ON FILE']] : [];
  return [...table([...heads, ...rows]), ...silentLines(found, style)];
}

function row(name: string, key: ComparedKey, style: Style): string[] {
  return [name, shortType(key.type), key.fingerprint, stateText(key, style)];
}

function stateText(key: ComparedKey, style: Style): string {
  switch (key.state) {
    case 'known':
      return style.green('known');
    case 'new':
      return style.yellow('new');
    case 'changed': {
      const { type, fingerprint, file, line } = key.onFile;
      const was = type === key.type ? fingerprint : `${shortType(type)} ${fingerprint}`;
      return `${style.red('changed')}: was ${was} in ${harmless(file)}:${line}`;
    }
    case 'revoked':
      return `${style.red('revoked')} in ${harmless(key.onFile.file)}:${key.onFile.line}`;
  }
}

/** Hosts that showed no key, folded by reason. */
export function silentLines(found: readonly HostKeys[], style: Style): string[] {
  const silent = found.filter((one) => !one.ok);
  return table(
    [...grouped(silent, ({ reason }) => reason.text)].map(([reason, hosts]) => [
      style.yellow('?'),
      foldRange(hosts.map(({ reach }) => reach.name)),
      harmless(reason),
    ]),
  );
}

/** `Trust: 3 hosts known, 1 changed, 1 unknown. 4 keys recorded.` */
export function trustSummary(hosts: readonly TrustedHost[], style: Style): string {
  if (hosts.length === 0)
    return style.bold('Trust: no host is reached over ssh, so there is no key to record.');
  const after = hosts.map(({ state, recorded }) => (recorded > 0 ? 'known' : state));
  const parts = (['known', 'new', 'changed', 'revoked', 'unknown'] as const).flatMap((state) => {
    const count = after.filter((one) => one === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const recorded = hosts.reduce((sum, host) => sum + host.recorded, 0);
  const said = recorded === 0 ? 'Nothing recorded.' : `${many(recorded, 'key')} recorded.`;
  return style.bold(`Trust: of ${many(hosts.length, 'host')} ${parts.join(', ')}. ${said}`);
}

/** `ED25519`, `ECDSA`, `RSA`: how OpenSSH speaks of types. */
export function shortType(type: string): string {
  return type.startsWith('ecdsa-') ? 'ECDSA' : type.replace(/^ssh-/, '').toUpperCase();
}
