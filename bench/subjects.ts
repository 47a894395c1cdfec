import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../src/package.ts';
import { musterCommand } from '../test/e2e/site.ts';
import { connectTimeoutS, fanout, user, type Access } from './access.ts';

/** What is measured: a program that asks all hosts of an access. */
export interface Subject {
  readonly key: string;
  readonly name: string;
  /** What must be installed for it, and the Debian package it comes in. */
  readonly program?: string;
  readonly package?: string;
  /** At most so many hosts: beyond that it takes too long to wait for. */
  readonly mostHosts?: number;
  /** Which part of the rounds it takes part in; the slow ones in fewer. */
  readonly share: number;
  command(access: Access): readonly string[];
  env?(access: Access): Readonly<Record<string, string>>;
  /** How many hosts answered, by what it printed. null where only its exit tells that it was all of them. */
  answers?(output: string): number;
}

/** What the others run on every host: the columns muster's own probe asks `ps` for. */
const listing = 'ps xww -o user= -o pid= -o ppid= -o stat= -o etime= -o args=';

/** Algorithms that are offered, as ssh2 names them. */
export type Algorithms = Readonly<Record<'kex' | 'cipher' | 'hmac' | 'serverHostKey', readonly string[]>>;

export const muster = musterBuild('muster', 'muster run, converged', musterCommand);

export function musterBuild(key: string, name: string, muster: readonly string[]): Subject {
  return {
    key,
    name,
    share: 1,
    command: ({ interfaceFile }) => [...muster, 'run', '-q', '-c', interfaceFile],
  };
}

export const floor = floorWith('floor', 'ssh2 alone: connect, `true`', null);

/** The same, offering what muster offers. */
export function floorAsMuster(algorithms: Algorithms): Subject {
  return floorWith('floorAsMuster', "ssh2 alone, muster's algorithms", algorithms);
}

/** The subjects beside muster and the floors: each with OpenSSH's defaults and with the cheaper key exchange. */
export const others: readonly Subject[] = [
  ...(['sshConfig', 'sshConfigCurve'] as const).flatMap((config) => [
    pdsh(config),
    clush(config),
    parallelSsh(config),
  ]),
  ansible(),
  ssh(),
];

/** Of all there are. */
export const subjectKeys: readonly string[] = [
  muster.key,
  floor.key,
  'floorAsMuster',
  ...others.map(({ key }) => key),
];

type Config = 'sshConfig' | 'sshConfigCurve';

function keyOf(key: string, config: Config): string {
  return config === 'sshConfig' ? key : `${key}Curve`;
}

function called(name: string, config: Config): string {
  return config === 'sshConfig' ? name : `${name}, curve25519`;
}

function floorWith(key: string, name: string, algorithms: Algorithms | null): Subject {
  return {
    key,
    name,
    share: 1,
    command(access) {
      const file = join(access.folder, `${key}.json`);
      const hosts = access.hosts.map(({ name, publicKeys }, index) => {
        const { address, port } = access.places[index]!;
        return { name, host: address, port, hostKey: publicKeys[0]?.split(' ')[1] };
      });
      const common = { user, key: access.fleet.clientKey, fanout, readyTimeoutMs: connectTimeoutS * 1000 };
      writeFileSync(file, JSON.stringify({ ...common, algorithms, hosts }));
      return [process.execPath, packagePath('bench/floor.mjs'), file];
    },
    answers: (output) => Number(/^answered (\d+)$/m.exec(output)?.[1] ?? 0),
  };
}

function pdsh(config: Config): Subject {
  return {
    key: keyOf('pdsh', config),
    name: called('pdsh', config),
    program: 'pdsh',
    package: 'pdsh',
    share: 0.6,
    command: ({ hostList }) => [
      ...words(`pdsh -S -R ssh -f ${fanout} -t ${connectTimeoutS} -l ${user} -w ^${hostList}`),
      listing,
    ],
    env: (access) => ({ PDSH_SSH_ARGS_APPEND: `-F ${access[config]}` }),
    answers: prefixesIn,
  };
}

function clush(config: Config): Subject {
  return {
    key: keyOf('clush', config),
    name: called('clush', config),
    program: 'clush',
    package: 'clustershell',
    share: 0.6,
    command: (access) => [
      ...words(`clush -S -q -f ${fanout} -t ${connectTimeoutS} -l ${user} --hostfile ${access.hostList} -o`),
      `-F ${access[config]}`,
      listing,
    ],
    answers: prefixesIn,
  };
}

function parallelSsh(config: Config): Subject {
  return {
    key: keyOf('parallelSsh', config),
    name: called('parallel-ssh', config),
    program: 'parallel-ssh',
    package: 'pssh',
    share: 0.6,
    mostHosts: 200,
    command: (access) => [
      ...words(`parallel-ssh -i -p ${fanout} -t 0 -l ${user} -h ${access.hostList} -x`),
      `-F ${access[config]}`,
      listing,
    ],
    answers: (output) => [...output.matchAll(/\[SUCCESS\]/g)].length,
  };
}

function ansible(): Subject {
  return {
    key: 'ansible',
    name: 'ansible, raw, pipelining',
    program: 'ansible',
    package: 'ansible-core',
    share: 0.4,
    mostHosts: 200,
    command(access) {
      writeFileSync(ansibleConfig(access), '[defaults]\n');
      return [...words(`ansible all -i ${access.hostList} -u ${user} -f ${fanout} -m raw -a`), listing];
    },
    env: (access) => ({
      ANSIBLE_CONFIG: ansibleConfig(access),
      ANSIBLE_PIPELINING: 'True',
      ANSIBLE_HOST_KEY_CHECKING: 'True',
      ANSIBLE_SSH_ARGS: `-F ${access.sshConfig}`,
      ANSIBLE_TIMEOUT: String(connectTimeoutS),
      ANSIBLE_NOCOLOR: 'True',
    }),
    answers: (output) => [...output.matchAll(/ \| CHANGED \| rc=0 /g)].length,
  };
}

/** An empty one, so that none of the machine's holds. */
function ansibleConfig({ folder }: Access): string {
  return join(folder, 'ansible.cfg');
}

function ssh(): Subject {
  return {
    key: 'ssh',
    name: 'ssh, one host after another',
    program: 'ssh',
    package: 'openssh-client',
    share: 0.2,
    mostHosts: 200,
    command: (access) => [
      'sh',
      '-c',
      `while read -r host; do ssh -n -F "$1" "$host" "$2" && echo "answered $host"; done <"$0"`,
      access.hostList,
      access.sshConfig,
      listing,
    ],
    answers: (output) => [...output.matchAll(/^answered /gm)].length,
  };
}

function words(text: string): string[] {
  return text.split(' ');
}

/** pdsh and clush: every line begins with the host it is of. */
function prefixesIn(output: string): number {
  return new Set([...output.matchAll(/^([^\s:]+): /gm)].map(([, host]) => host)).size;
}
