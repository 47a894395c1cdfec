import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import { runtimeParts } from '../../src/pilot/runtime.ts';
import { needs, type Need } from '../harness/needs.ts';
import { commandLine, processesWith, signal } from '../harness/processes.ts';
import { isDeep, sample, seed } from '../harness/sample.ts';
import { until } from '../harness/until.ts';

/** The shells a host may have as `sh`. */
export const shells = ['dash', 'bash', 'busybox'] as const;
export type Shell = (typeof shells)[number];

type Case = (host: HandHost) => void | Promise<void>;

/**
 * Registers cases as tests on a host of their own: all under every shell with `npm run test:deep`, else `count` of them under
 * one shell each, so that the shells take turns, beginning with another one for another seed.
 */
export function underShells(
  title: string,
  cases: Readonly<Record<string, Case>>,
  count = Infinity,
  ...programs: Need[]
): void {
  const some = sample(title, Object.entries(cases), count);
  for (const [at, shell] of shells.entries()) {
    const own = some.filter((_, nth) => isDeep || (nth + seed) % shells.length === at);
    if (own.length > 0) underShell(shell, title, Object.fromEntries(own), ...programs);
  }
}

/** The same under one shell. `programs` are what the cases need beside it. */
export function underShell(
  shell: Shell,
  title: string,
  cases: Readonly<Record<string, Case>>,
  ...programs: Need[]
): void {
  describe(`${title} under ${shell}`, () => {
    needs(shell, ...programs);
    let host: HandHost;
    beforeEach(() => (host = new HandHost(shell)));
    afterEach(() => host.remove());
    for (const [name, test] of Object.entries(cases)) it(name, () => test(host));
  });
}

export type Command = {
  readonly stage: 'prepare' | 'run' | 'finish';
  readonly name: string;
  /** In seconds; none if left out. */
  readonly timeout?: number;
  readonly failure?: 'ends' | 'warns';
  readonly foreground?: boolean;
};

/** What a rendered script says of its component; paths may name $muster_root and $muster_sandbox. */
export type Data = {
  readonly commands?: readonly Command[];
  readonly run?: string;
  readonly grace?: number;
  readonly values?: Readonly<Record<string, string>>;
  readonly requires?: readonly (readonly string[])[];
  readonly stage?: readonly (readonly string[])[];
  readonly collect?: readonly (readonly string[])[];
  readonly requirements?: readonly (readonly string[])[];
  readonly setup?: readonly string[];
  readonly preExec?: readonly string[];
  readonly tests?: readonly string[];
  readonly settings?: readonly (readonly string[])[];
  readonly tunnels?: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
  /** Functions put behind the commands, as those of a site are. */
  readonly site?: string;
};

const command = (stage: Command['stage'], name: string, more: Partial<Command> = {}): Command => ({
  stage,
  name,
  timeout: 60,
  ...more,
});

/** The shipped commands in their usual order. */
export const allCommands: readonly Command[] = [
  command('prepare', 'check-host', { foreground: true }),
  command('prepare', 'make-sandbox'),
  command('prepare', 'stage-files'),
  command('prepare', 'open-tunnel'),
  command('prepare', 'prepare-environment'),
  command('prepare', 'run-tests'),
  command('prepare', 'configure'),
  { stage: 'run', name: 'run-component' },
  command('finish', 'report-usage', { failure: 'warns' }),
  command('finish', 'collect-output', { failure: 'warns' }),
  command('finish', 'clean-up', { failure: 'warns' }),
];

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const word = (text: string): string =>
  /^\$muster_(root|sandbox)\//.test(text)
    ? `"$${text.slice(1, text.indexOf('/'))}"${quote(text.slice(text.indexOf('/')))}`
    : quote(text);

const each = (name: string, entries: readonly (readonly string[])[]): string =>
  `${name}() {\n${entries.map((words) => `  "$@" ${words.map(word).join(' ')} || return\n`).join('')}  return 0\n}\n`;

const one = (texts: readonly string[] = []): string[][] => texts.map((text) => [text]);

/** The values of one component, as the renderer writes them. */
function dataOf(data: Data): string {
  const values = {
    component: 'p0/c0',
    pipe: 'p0',
    type: 'c0',
    namespace: 'test',
    key: 'muster-pilot:test:p0/c0:',
    kind: 'default',
    pilot_name: 'hand',
    grace: String(data.grace ?? 5),
    run_line: data.run ?? 'echo out; echo err >&2',
    env_name: '',
    env_type: 'none',
    env_mode: 'create',
    env_python: 'python3',
    env_path: '',
    env_hash: '0123456789ab',
    env_definition: 'd1',
    settings_file: '',
    settings_format: 'env',
    tunnel_via: '',
    tunnel_port: '22',
    tunnel_identity: '',
    tunnel_hostkey: '',
    ...data.values,
  };
  const commands = (data.commands ?? allCommands).map((each) => [
    each.stage,
    each.name,
    each.name.replaceAll('-', '_'),
    each.timeout === undefined ? 'none' : String(each.timeout),
    each.failure ?? 'ends',
    each.foreground === true ? 'yes' : 'no',
  ]);
  const env = Object.entries(data.env ?? {}).map(([name, value]) => `  export ${name}=${quote(value)}\n`);
  return [
    ...Object.entries(values).map(([name, value]) => `muster_${name}=${quote(value)}\n`),
    each('muster_commands', commands),
    each('muster_requires', data.requires ?? []),
    each('muster_stages', data.stage ?? []),
    each('muster_collects', data.collect ?? []),
    each('muster_env_requirements', data.requirements ?? []),
    each('muster_env_setup', one(data.setup)),
    each('muster_pre_exec', one(data.preExec)),
    each('muster_tests', one(data.tests)),
    each('muster_settings', data.settings ?? []),
    each('muster_tunnels', data.tunnels ?? []),
    `muster_component_env() {\n${env.join('')}  return 0\n}\n`,
  ].join('');
}

const textOf = (file: string): string =>
  readFileSync(packagePath(`workerscripts/${file}`), 'utf8').replace(/^#!.*\n/, '');

const runtimeLines = runtimeParts.map((name) => textOf(`pilot/${name}`)).join('\n');

/** The runtime alone, with these lines in place of a call of its main function. */
export const runtime = (lines: string): string => `#!/bin/sh\n${dataOf({})}${runtimeLines}\n${lines}\n`;

/** A whole pilot, put together as the renderer does. */
export function script(data: Data = {}): string {
  const shipped = (data.commands ?? allCommands)
    .map(({ name }) => name)
    .filter((name) => existsSync(packagePath(`workerscripts/commands/${name}`)));
  return [
    '#!/bin/sh\n# A pilot put together by hand.\n',
    dataOf(data),
    runtimeLines,
    ...shipped.map((name) => textOf(`commands/${name}`)),
    data.site ?? '',
    '{ muster_main "$@"; }\n',
  ].join('');
}

export type Step = {
  readonly name: string;
  readonly state: string;
  readonly code: string;
  readonly seconds: number;
};

export type State = {
  readonly launch: string;
  readonly pid: number;
  readonly phase: string;
  readonly step: string;
  readonly code: string;
  readonly steps: readonly Step[];
  readonly message: string | undefined;
  readonly warnings: readonly string[];
  readonly tail: readonly string[];
  readonly text: string;
};

function parseState(text: string): State {
  const lines = text.split('\n');
  const [, , launch = '', pid = '', , phase = '', step = '', , code = ''] = lines[0]?.split(' ') ?? [];
  const after = (start: string): string[] =>
    lines.filter((line) => line.startsWith(`${start} `)).map((line) => line.slice(start.length + 1));
  const steps = (after('steps')[0] ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [name = '', state = '', code = '', seconds = ''] = word.split(':');
      return { name, state, code, seconds: Number(seconds) };
    });
  return {
    launch,
    pid: Number(pid),
    phase,
    step,
    code,
    steps,
    message: after('message')[0],
    warnings: after('warning'),
    tail: after('tail'),
    text,
  };
}

/** A pilot's launch on a HandHost. */
export class Flight {
  readonly host: HandHost;
  readonly launch: string;
  readonly sandbox: string;

  constructor(host: HandHost, launch: string) {
    this.host = host;
    this.launch = launch;
    this.sandbox = join(host.root, 'sandboxes', launch);
  }

  /** What the component has printed. */
  out(): string {
    return textOfFile(join(this.sandbox, 'stdout'));
  }

  err(): string {
    return textOfFile(join(this.sandbox, 'stderr'));
  }

  own(file: string): string {
    return join(this.sandbox, '.muster', file);
  }

  read(file: string): string {
    return textOfFile(this.own(file));
  }

  state(): State {
    return parseState(this.read('state'));
  }

  /** Waits until it has ended, by its own word, and nothing of it runs. */
  async ended(): Promise<State> {
    await until(
      () => /^(ended|failed|unfit|stopped)$/.test(this.state().phase) && this.processes().length === 0,
      () => `${this.state().text}\n${this.read('log')}\n${this.processes().join('\n')}`,
    );
    return this.state();
  }

  /** Waits until it has ended, and compares these fields of its state. */
  async endsWith(expected: Partial<State>): Promise<State> {
    const state = await this.ended();
    const found = Object.keys(expected).map((field) => [field, state[field as keyof State]] as const);
    assert.deepEqual(Object.fromEntries(found), expected, `${state.text}\n${this.read('log')}`);
    return state;
  }

  /** Waits until one of its own files is there. */
  async makes(file: string): Promise<void> {
    await until(
      () => existsSync(this.own(file)),
      () => `${file} was not made: ${this.state().text}\n${this.read('log')}`,
    );
  }

  async reaches(step: string): Promise<void> {
    await until(
      () => this.state().step === step,
      () => `${step} was not reached: ${this.state().text}\n${this.read('log')}`,
    );
  }

  /** Pids of all processes of the launch, by their environment; none that have ended. */
  processes(): number[] {
    return processesWith(`MUSTER_LAUNCH_ID=${this.launch}`);
  }

  /** Their command lines; none of one that has just ended. */
  commandLines(): { readonly pid: number; readonly line: string }[] {
    return this.processes().map((pid) => ({ pid, line: commandLine(pid) }));
  }

  /** As `muster stop` does: a TERM to all of it at once. */
  terminate(): void {
    for (const pid of this.processes()) signal(pid, 'SIGTERM');
  }

  /** Until nothing is left: what is started while it is looked for is found the next time. */
  async kill(): Promise<void> {
    await until(() => {
      const pids = this.processes();
      for (const pid of pids) signal(pid, 'SIGKILL');
      return pids.length === 0;
    });
  }
}

/** Empty where there is no such file. */
function textOfFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A folder that is the home of a host whose `sh` is the given shell. */
export class HandHost {
  readonly home: string;
  readonly root: string;
  readonly shell: Shell;
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  #launches = 0;

  constructor(shell: Shell) {
    this.shell = shell;
    this.home = mkdtempSync(join(tmpdir(), `muster-pilot-${shell}-`));
    this.root = join(this.home, '.muster/test');
    const bin = join(this.home, 'bin');
    mkdirSync(bin);
    mkdirSync(this.root, { recursive: true });
    const where = spawnSync('sh', ['-c', `command -v ${shell}`], { encoding: 'utf8' }).stdout.trim();
    // By a link of that name busybox knows what it is to be, and bash that it is to be POSIX.
    symlinkSync(where, join(bin, 'sh'));
    this.path = `${bin}:/usr/local/bin:/usr/bin:/bin`;
    this.env = { HOME: this.home, PATH: this.path, LANG: 'C.UTF-8' };
  }

  get sh(): string {
    return join(this.home, 'bin/sh');
  }

  /** Puts a script where bundles are, and gives back its path. */
  write(text: string): string {
    this.#launches += 1;
    const folder = join(this.root, `bundles/b${this.#launches}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'pilot'), text.replace('#!/bin/sh', `#!${this.sh}`));
    chmodSync(join(folder, 'pilot'), 0o755);
    return join(folder, 'pilot');
  }

  /** Runs the submitter of a pilot to its end. */
  submit(
    data: Data | string,
    env: NodeJS.ProcessEnv = {},
  ): { flight: Flight; status: number | null; output: string } {
    const { flight, ...at } = this.#prepared(data, env);
    const { status, stdout, stderr } = spawnSync('./pilot', [], { ...at, encoding: 'utf8' });
    return { flight, status, output: stdout + stderr };
  }

  /** A pilot that is on its way. */
  launch(data: Data | string, env: NodeJS.ProcessEnv = {}): Flight {
    const { flight, status, output } = this.submit(data, env);
    if (status !== 0)
      throw new Error(`the submitter ended with ${status}: ${output}\n${flight.state().text}`);
    return flight;
  }

  /** The same without waiting for the submitter, for many at once. */
  launchNow(data: Data | string, env: NodeJS.ProcessEnv = {}): { flight: Flight; child: ChildProcess } {
    const { flight, ...at } = this.#prepared(data, env);
    return { flight, child: spawn('./pilot', [], { ...at, stdio: 'ignore' }) };
  }

  /** A launch with its script in place, and where and with what environment that is run. */
  #prepared(
    data: Data | string,
    env: NodeJS.ProcessEnv,
  ): { flight: Flight; cwd: string; env: NodeJS.ProcessEnv } {
    const cwd = dirname(this.write(typeof data === 'string' ? data : script(data)));
    const launch = `l${this.#launches}-${this.home.slice(-6)}`;
    const own = { MUSTER_LAUNCH_ID: launch, MUSTER_HOST: 'here' };
    return { flight: new Flight(this, launch), cwd, env: { ...this.env, ...own, ...env } };
  }

  /** Ends what is left of all its launches, and removes it. */
  async remove(): Promise<void> {
    for (const pid of processesWith(`HOME=${this.home}`)) signal(pid, 'SIGKILL');
    await until(() => processesWith(`HOME=${this.home}`).length === 0);
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** What links in a lock's folder say, by generation. */
export const generations = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('lock.'))
    .toSorted((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
    .map((name) => readlinkSync(join(folder, name)));
