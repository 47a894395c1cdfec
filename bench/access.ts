import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet, FleetHost } from '../test/fleet/fleet.ts';

/** How many hosts every subject asks at a time: muster's default. */
export const fanout = 64;
/** Who logs in: an ordinary user of the hosts. */
export const user = 'ops';
/** How long every subject waits for a connection: muster's default. */
export const connectTimeoutS = 5;

/** Where a host is reached, when not at its own address. */
export interface Place {
  readonly address: string;
  readonly port: number;
}

/** The files by which one set of hosts is reached by all subjects alike: the same key, the same known hosts, the same places. */
export interface Access {
  readonly fleet: Fleet;
  readonly folder: string;
  readonly hosts: readonly FleetHost[];
  readonly places: readonly Place[];
  readonly knownHosts: string;
  /** For `ssh -F`: OpenSSH's defaults; and with curve25519 in place of the key exchange that is dearer. */
  readonly sshConfig: string;
  readonly sshConfigCurve: string;
  /** The names, a line each. */
  readonly hostList: string;
  /** Interface.json, where there is one for these hosts. */
  readonly interfaceFile: string;
}

/** Writes them into the fleet's folder, and goes with it. `places` are those of the hosts themselves unless others are given. */
export function accessTo(
  fleet: Fleet,
  name: string,
  hosts: readonly FleetHost[],
  places: readonly Place[] = hosts.map(({ address }) => ({ address, port: 22 })),
): Access {
  const folder = join(fleet.dir, 'access', name);
  mkdirSync(folder, { recursive: true });
  const at = (file: string): string => join(folder, file);
  const access: Access = {
    fleet,
    folder,
    hosts,
    places,
    knownHosts: at('known_hosts'),
    sshConfig: at('ssh_config'),
    sshConfigCurve: at('ssh_config_curve'),
    hostList: at('hosts'),
    interfaceFile: at('Interface.json'),
  };
  writeFileSync(access.knownHosts, knownHostsOf(access));
  writeFileSync(access.sshConfig, sshConfigOf(access, []));
  writeFileSync(access.sshConfigCurve, sshConfigOf(access, ['KexAlgorithms curve25519-sha256']));
  writeFileSync(access.hostList, hosts.map((host) => `${host.name}\n`).join(''));
  return access;
}

function knownHostsOf({ hosts, places }: Access): string {
  return hosts
    .flatMap(({ publicKeys }, index) => publicKeys.map((key) => `${knownName(places[index]!)} ${key}\n`))
    .join('');
}

function knownName({ address, port }: Place): string {
  return port === 22 ? address : `[${address}]:${port}`;
}

/** Addresses stand in it, so that no subject looks names up while others do not. */
function sshConfigOf({ fleet, hosts, places, knownHosts }: Access, own: readonly string[]): string {
  const common = [
    `User ${user}`,
    `IdentityFile ${fleet.clientKey}`,
    'IdentitiesOnly yes',
    `UserKnownHostsFile ${knownHosts}`,
    'GlobalKnownHostsFile none',
    'StrictHostKeyChecking yes',
    'BatchMode yes',
    'ControlMaster no',
    `ConnectTimeout ${connectTimeoutS}`,
    ...own,
  ];
  const each = hosts.map(({ name }, index) => {
    const { address, port } = places[index]!;
    return `Host ${name}\n  HostName ${address}\n  Port ${port}\n`;
  });
  return `${each.join('')}Host *\n${common.map((line) => `  ${line}\n`).join('')}`;
}
