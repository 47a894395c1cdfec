import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signal } from '../harness/processes.ts';
import { mustRun, run } from './ran.ts';

/** One bridge of this machine with a /22 of the benchmark range behind it. */
export type Network = { readonly number: number; readonly bridge: string; readonly gateway: string };

/** What one host is in the network: its namespace, the bridge's end of its cable, and its address. */
export type Place = {
  readonly namespace: string;
  readonly cable: string;
  readonly address: string;
  readonly mac: string;
};

/** Prefix of the folder a fleet lives in; the pid of its owner follows. */
export const folderPrefix = 'muster-fleet-';
/** 198.18.0.0/16 holds as many /22, and a /22 about 1,000 hosts. */
const networks = 64;
export const hostsPerNetwork = 1000;

/** Claims a subnet no other fleet has and connects `count` network namespaces to it. Throws, saying why, where the machine cannot. */
export async function bringUpNetwork(count: number): Promise<{ network: Network; places: Place[] }> {
  await sweepDeadFleets();
  const network = await claimedNetwork();
  const places = Array.from({ length: count }, (_, index) => placeOf(network, index));
  try {
    await ip([
      `link set ${network.bridge} address ${macOf(network.number, 1)} addrgenmode none`,
      `addr add ${network.gateway}/22 dev ${network.bridge}`,
      `link set ${network.bridge} up`,
      ...places.flatMap(({ namespace, cable, address, mac }) => [
        `netns add ${namespace}`,
        `link add name ${cable} group ${groupOf(network.number)} type veth peer name eth0 address ${mac} netns ${namespace}`,
        `link set ${cable} master ${network.bridge} up addrgenmode none`,
        // Without ARP a host that is cut off is silent, as behind a router, and not "unreachable" after three seconds.
        `neigh replace ${address} lladdr ${mac} dev ${network.bridge} nud permanent`,
      ]),
    ]);
  } catch (error) {
    takeDownNetwork(network, places);
    throw error;
  }
  return { network, places };
}

/** What the host itself runs through `ip -batch` when it boots. */
export function hostNetworkCommands(network: Network, place: Place): string {
  return [
    'link set lo up',
    'link set eth0 addrgenmode none',
    `addr replace ${place.address}/22 dev eth0`,
    'link set eth0 up',
    `neigh replace ${network.gateway} lladdr ${macOf(network.number, 1)} dev eth0 nud permanent`,
    '',
  ].join('\n');
}

/** Connects or disconnects the cable of a host: while it is down, packets vanish without an answer. */
export async function setCable(place: Place, state: 'up' | 'down'): Promise<void> {
  await ip([`link set ${place.cable} ${state}`]);
}

/** Removes bridge, cables and namespaces; what is gone already is no error. Synchronous, because it also runs while the process exits. */
export function takeDownNetwork(network: Network, places: readonly Place[]): void {
  ipForced([
    `link del group ${groupOf(network.number)}`,
    ...places.map(({ namespace }) => `netns del ${namespace}`),
  ]);
}

/** A bridge's name is free or taken, decided by the kernel: so making it is the claim on the subnet. */
async function claimedNetwork(): Promise<Network> {
  for (let attempt = 0; attempt < networks; attempt += 1) {
    const number = (process.pid + attempt) % networks;
    const bridge = `mst-${number}`;
    const link = `link add name ${bridge} group ${groupOf(number)} type bridge mcast_snooping 0`;
    const made = await run(['ip', ...link.split(' ')]);
    if (made.code === 0) return { number, bridge, gateway: addressOf(number, 1) };
    if (!made.stderr.includes('File exists')) {
      throw new Error(
        `This machine cannot hold the test hosts: root with network namespaces is needed. ip says: ${made.stderr}`,
      );
    }
  }
  throw new Error(
    `All ${networks} subnets of 198.18.0.0/16 are taken by bridges mst-*: is a test run left behind?`,
  );
}

/** Removes what test processes left that were killed before they could: everything carries its owner's pid. */
async function sweepDeadFleets(): Promise<void> {
  const namespaces = namesIn('/run/netns').filter((name) => isDead(/^mst(\d+)-/.exec(name)?.[1]));
  for (const name of namespaces) {
    const pids = (await run(['ip', 'netns', 'pids', name])).stdout.split(/\s+/).filter(Boolean);
    for (const pid of pids) signal(Number(pid), 'SIGKILL');
  }
  const groups = namesIn('/sys/class/net')
    .filter((name) => /^mst-\d+$/.test(name))
    .map(linkGroup)
    // Below that are no fleets, but, in group 0, all other links of the machine.
    .filter((group) => group >= networks && isDead(String(Math.floor(group / networks))));
  ipForced([
    ...groups.map((group) => `link del group ${group}`),
    ...namespaces.map((name) => `netns del ${name}`),
  ]);
  for (const name of namesIn(tmpdir())) {
    const owner = name.startsWith(folderPrefix) ? name.slice(folderPrefix.length).split('-')[0] : undefined;
    if (isDead(owner))
      rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
}

function isDead(pid: string | undefined): boolean {
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}

function placeOf(network: Network, index: number): Place {
  return {
    namespace: `mst${process.pid}-${network.number}-${index}`,
    cable: `mst${network.number}h${index}`,
    address: addressOf(network.number, index + 2),
    mac: macOf(network.number, index + 2),
  };
}

function addressOf(network: number, n: number): string {
  return `198.18.${network * 4 + (n >> 8)}.${n & 255}`;
}

function macOf(network: number, n: number): string {
  const own = [network, n >> 8, n & 255].map((byte) => byte.toString(16).padStart(2, '0'));
  return ['02', '4d', '53', ...own].join(':');
}

/** All links of a fleet are of one group, so that one command removes them at once. It also tells the owner's pid. */
function groupOf(network: number): number {
  return process.pid * networks + network;
}

async function ip(commands: readonly string[]): Promise<void> {
  await mustRun(['ip', '-batch', '-'], { input: commands.join('\n') });
}

function ipForced(commands: readonly string[]): void {
  if (commands.length > 0) spawnSync('ip', ['-force', '-batch', '-'], { input: commands.join('\n') });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The group of a link of this machine; 0, which is no fleet's, once another process has removed it. */
export function linkGroup(link: string): number {
  try {
    return Number(readFileSync(`/sys/class/net/${link}/netdev_group`, 'utf8'));
  } catch {
    return 0;
  }
}
