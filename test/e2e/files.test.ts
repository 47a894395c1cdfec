import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { asDocument, LocalSite, mainFile, type Ran } from '../cli/localSite.ts';
import { codesOf } from '../harness/messages.ts';
import { needs } from '../harness/needs.ts';
import { sample } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { outcomesOf, startsOf } from './site.ts';
import type { Report } from '../../src/report/document.ts';

const musterCommand = [process.execPath, mainFile, 'run', '--json'];

/** Shell that says it is met, and waits to be let go; both by files in the home. */
const gate = 'touch "$HOME/met"; until [ -e "$HOME/go" ]; do sleep 0.05; done';

describe('files that are not as they should be, and real passes', () => {
  let site: LocalSite;
  const opened: Disposable[] = [];
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => {
    for (const each of opened.splice(0)) each[Symbol.dispose]();
    site[Symbol.dispose]();
  });

  const logs = (name = ''): string => join(site.folder, 'logs', name);
  const state = (): string => logs('state.json');
  const twoOfA = (): LocalSite => site.config([site.type('a', { count: 2 })]);

  /** A pass that finds nothing wrong and starts nothing. */
  async function quietPass(): Promise<void> {
    const { exit, report } = await site.report('run');
    assert.deepEqual([exit, report.actions, report.problems], [0, [], []]);
    assert.equal(site.running('a').length, 2);
  }

  /** The command, with these file systems mounted where only it sees them; `mounts` is a line of shell. */
  async function mounted(mounts: string): Promise<Mounts> {
    const space = await Mounts.open(mounts, site);
    opened.push(space);
    return space;
  }

  const lock = (): string => logs('lock');
  const removeLogs = (): void => rmSync(logs(), { recursive: true });
  const openGate = (): void => writeFileSync(join(site.home, 'go'), '');

  /** What a pass came to that was at the gate (see `gate`) when something was done. */
  async function whileAtGate(act: () => void | Promise<void>): ReturnType<typeof site.report<Report>> {
    const pass = site.report('run');
    await until(() => existsSync(join(site.home, 'met')));
    await act();
    openGate();
    return pass;
  }

  /** A submitter that fails once the gate is opened. */
  const gatedType = (): LocalSite =>
    site.submitter('gated.sh', `${gate}; exit 1`).config([site.type('a', { submitter: 'gated.sh' })]);

  /** A probe that runs `first` before it lists. */
  const gatedProbe = (first: string): LocalSite =>
    site.submitter('waits-and-lists', `${first}; exec ps auxww`).config([site.type('a', { count: 2 })], {
      scripts: { local: 'workerscripts', probe: 'waits-and-lists' },
    });

  /** Another pass while one is in the middle of launching, after `change`; what the second one ended with. */
  async function meanwhile(change: () => string | Mounts): Promise<Ran> {
    const came = join(site.home, 'came');
    gatedType().submitter('gated.sh', `echo >>"$HOME/came"; ${gate}; exit 1`);
    const first = site.report('run');
    await until(() => existsSync(came));
    const asked = change();
    const second =
      typeof asked === 'string'
        ? site.muster('run', '--json', '-c', asked)
        : asked.run([...musterCommand, '-c', join(site.folder, 'bound.json')]);
    let over = false;
    void second.finally(() => (over = true));
    // One that gets in launches as well, and waits as the first does.
    await until(() => over || readFileSync(came, 'utf8').length > 1);
    openGate();
    assert.equal((await first).exit, 3);
    return second;
  }

  const replaced = (): string => {
    writeFileSync(`${site.file}.new`, readFileSync(site.file));
    renameSync(`${site.file}.new`, site.file);
    return site.file;
  };
  const withoutLogs = (path: string): string => {
    renameSync(logs(), join(site.folder, 'logs.gone'));
    return path;
  };
  const named = (make: (from: string, to: string) => void): string => {
    mkdirSync(join(site.folder, 'other'));
    const path = join(site.folder, 'other/Other.json');
    make(site.file, path);
    return path;
  };

  describe('a state that is broken', () => {
    it('at any length: told, nothing is started twice, and the pass after is quiet [state-damaged]', async () => {
      await twoOfA().report('run');
      const whole = readFileSync(state());
      const lengths = [0, 1, Math.floor(whole.length / 2), whole.lastIndexOf('}')];
      for (const length of sample('state cut off', lengths, 2)) {
        truncateSync(state(), length);
        const { exit, report } = await site.report('run');
        assert.deepEqual([exit, report.actions], [1, []]);
        assertProblem(report, 'state-set-aside', 'state.json');
        await quietPass();
      }
    });

    it('a pipe in its place is not waited for, nor one in place of the lock, nor of the log', async () => {
      await twoOfA().report('run');
      const names = readdirSync(logs()).filter((name) => !name.endsWith('.previous'));
      assert.deepEqual(names.map((name) => name.replace(/-\d.*\./, '.')).toSorted(), [
        'history',
        'index.html',
        'lock',
        'muster.jsonl',
        'state.json',
      ]);
      for (const name of names) {
        rmSync(logs(name), { recursive: true });
        assert.equal((await site.run(['mkfifo', logs(name)])).exit, 0);
      }
      const { exit, report } = await site.report('run');
      assert.deepEqual([exit, report.actions], [1, []]);
      for (const name of names)
        assert.ok(JSON.stringify(report.problems).includes(logs(name)), JSON.stringify(report.problems));
      assert.equal((await site.report('plan')).exit, 0);
    });

    it('of a newer muster: no pass, a sentence, and the file as it was [state-newer]', async () => {
      await twoOfA().report('run');
      const newer = readFileSync(state(), 'utf8').replace('"version": 1', '"version": 2');
      writeFileSync(state(), newer);
      for (const verb of ['run', 'plan', 'status']) {
        const { exit, codes } = await site.refusal(verb);
        assert.deepEqual([exit, codes], [1, ['state-newer']]);
      }
      assert.equal(readFileSync(state(), 'utf8'), newer);
    });
  });

  describe('a disk', () => {
    needs('root');
    const faults: Readonly<Record<string, () => Promise<void>>> = {
      'full before the pass: the job is done, told, and when there is room the pass is quiet [disk-full]':
        async () => {
          twoOfA();
          const space = await mounted(`${tiny(logs())} && { ${fill(logs())}; }`);
          const { exit, report } = await space.report();
          assert.deepEqual([exit, site.running('a').length], [1, 2]);
          assertProblem(report, 'state-kept-elsewhere', state(), 'ENOSPC');
          assertProblem(report, 'log-unwritable', logs().slice(0, -1));
          const again = await space.report();
          assert.deepEqual([again.exit, again.report.actions], [1, []]);
          await space.run(['rm', logs('filler')]);
          const after = await space.report();
          assert.deepEqual([after.exit, after.report.actions, after.report.problems], [0, [], []]);
          assert.equal(site.running('a').length, 2);
        },

      'that fills up while a pass launches: told, nothing is doubled, also of what is slow to come [disk-full]':
        async () => {
          // What it prints goes into the log, which then does not fit into what it has of the disk.
          slowSite(site, `${fill(logs())}; head -c 4000 /dev/zero | tr '\\0' x`);
          const space = await mounted(tiny(logs()));
          const { exit, report } = await space.report();
          assert.equal(exit, 3);
          assertProblem(report, 'state-kept-elsewhere', state(), 'ENOSPC');
          assertProblem(report, 'log-unwritable', 'ENOSPC');
          const next = await space.report();
          assert.deepEqual([startsOf(next.report), next.report.components[0]?.pending], [[], 1]);
          await space.run(['rm', logs('filler')]);
          const { report: healed } = await space.report();
          assert.deepEqual([startsOf(healed), healed.problems, healed.components[0]?.pending], [[], [], 1]);
        },

      'full, and that of the home too: the job is done, both are named, and the next pass sees what is there [disk-full]':
        async () => {
          twoOfA();
          const control = join(site.home, '.muster/control');
          const both = [logs(), control].map((at) => `${tiny(at)} && { ${fill(at)}; }`).join(' && ');
          const space = await mounted(both);
          for (const starts of [2, 0]) {
            const { exit, report } = await space.report();
            assert.deepEqual([exit, startsOf(report).length, site.running('a').length], [1, starts, 2]);
            assertProblem(report, 'state-unwritable', state(), 'control', 'ENOSPC');
          }
          await space.run(['rm', logs('filler'), join(control, 'filler')]);
          const after = await space.report();
          assert.deepEqual([after.exit, after.report.actions], [0, []]);
        },

      'that may not be written: the job is done, told, and nothing is doubled [folder-read-only]':
        async () => {
          twoOfA();
          mkdirSync(logs());
          const space = await mounted(
            `mount --bind ${logs()} ${logs()} && mount -o remount,ro,bind ${logs()}`,
          );
          for (const starts of [2, 0]) {
            const { exit, report } = await space.report();
            assert.deepEqual([exit, startsOf(report).length, site.running('a').length], [1, starts, 2]);
            assertProblem(report, 'lock-unusable', lock(), 'EROFS');
            assertProblem(report, 'state-kept-elsewhere', state(), 'EROFS');
            assertProblem(report, 'log-unwritable', 'EROFS');
          }
          await quietPass();
        },

      'on which an ordinary user may not write: told; what may not be read ends the pass [state-newer]':
        async () => {
          twoOfA();
          mkdirSync(logs());
          chmodSync(logs(), 0o555);
          for (const path of ['', 'home', 'workerscripts'])
            chownSync(join(site.folder, path), nobody, nobody);
          const ids = `--reuid ${nobody} --regid ${nobody} --clear-groups`.split(' ');
          const asNobody = ['setpriv', ...ids, ...musterCommand];
          const first = reportOf(await site.run(asNobody));
          assert.deepEqual([first.exit, site.running('a').length], [1, 2]);
          assertProblem(first.report, 'state-kept-elsewhere', state(), 'EACCES');
          assertProblem(first.report, 'lock-unusable', lock(), 'EACCES');
          const second = reportOf(await site.run(asNobody));
          assert.deepEqual([second.exit, second.report.actions], [1, []]);
          chmodSync(logs(), 0o777);
          const third = reportOf(await site.run(asNobody));
          assert.deepEqual([third.exit, third.report.actions, third.report.problems], [0, [], []]);
          chmodSync(state(), 0);
          const fourth = reportOf(await site.run(asNobody));
          assert.equal(fourth.exit, 1);
          assertProblem(fourth.report, 'state-unreadable', 'EACCES', state());
          assert.equal(site.running('a').length, 2);
        },
    };
    for (const [fault, test] of sample('disk', Object.entries(faults), 3)) it(fault, test);
  });

  describe('a logs folder that is removed [logs-removed]', () => {
    it('while a pass launches: told, nothing is doubled, and what is slow is still known [logs-removed]', async () => {
      slowSite(site, gate);
      const { exit, report } = await whileAtGate(removeLogs);
      assert.deepEqual([exit, outcomesOf(report)], [3, ['p/a on me: vanished']]);
      assertProblem(report, 'log-unwritable', 'removed');
      const next = await site.report('run');
      assert.deepEqual(
        [startsOf(next.report), next.report.components[0]?.pending, next.report.problems],
        [[], 1, []],
      );
    });

    for (const [when, first] of [
      ['hosts are asked, before the state is first written', gate],
      // The second look is the one after the launches.
      ['it settles', `if [ -e "$HOME/first" ]; then ${gate}; fi; touch "$HOME/first"`],
    ] as const)
      it(`while ${when}`, async () => {
        gatedProbe(first);
        const { exit, report } = await whileAtGate(removeLogs);
        assert.deepEqual([exit, outcomesOf(report)], [1, ['p/a on me: confirmed', 'p/a on me: confirmed']]);
        assertProblem(report, 'log-unwritable', 'removed');
        await quietPass();
      });
  });

  describe('a lock', () => {
    it('left by anything: the pass runs [lock-file]', async () => {
      await twoOfA().report('run');
      for (const left of [owner(process.pid), 'garbage\0\u{1b}[31m']) {
        writeFileSync(lock(), left);
        await quietPass();
        assert.equal(readFileSync(lock(), 'utf8'), '');
      }
    });

    it('that is a link or has a second name: locked, but what is there is never written [lock-file]', async () => {
      await twoOfA().report('run');
      const notes = join(site.folder, 'notes');
      writeFileSync(notes, 'dear diary');
      for (const make of [symlinkSync, linkSync]) {
        rmSync(lock());
        make(notes, lock());
        await quietPass();
        assert.equal(readFileSync(notes, 'utf8'), 'dear diary');
        const holder = await holding(notes);
        assert.equal((await site.muster('run')).exit, 75);
        await holder.end();
      }
    });

    for (const [what, target] of [
      ['nothing', 'elsewhere'],
      ['/dev/null', '/dev/null'],
    ] as const) {
      it(`that is a link to ${what}: told, nothing is made there, and still no two passes at once [passes-at-once]`, async () => {
        gatedType();
        mkdirSync(logs());
        symlinkSync(target, lock());
        const { report } = await whileAtGate(async () => {
          const { exit, codes } = await site.refusal('run');
          assert.deepEqual([exit, codes], [75, ['pass-running']]);
        });
        assertProblem(report, 'lock-unusable', lock(), 'ELOOP');
        assert.equal(existsSync(logs('elsewhere')), false);
        assert.ok(lstatSync(lock()).isSymbolicLink());
      });
    }

    it('that is a folder is locked as that', async () => {
      twoOfA();
      mkdirSync(lock(), { recursive: true });
      assert.equal((await site.report('run')).exit, 0);
      await quietPass();
      const holder = await holding(lock());
      assert.equal((await site.muster('run')).exit, 75);
      await holder.end();
    });

    it('held by another program: busy, and none is named that only left its name', async () => {
      await twoOfA().report('run');
      for (const left of [
        '',
        owner(process.pid).replace('elsewhere', hostname()),
        '{"pid":1,"host":"\\u001b[31m"}',
      ]) {
        writeFileSync(lock(), left);
        const holder = await holding(lock());
        const { exit, report } = await site.report('run');
        assert.equal(exit, 75);
        assert.deepEqual(
          report.problems.map(({ code, params }) => [code, params]),
          [['pass-running', {}]],
        );
        await holder.end();
      }
      await quietPass();
    });

    it('of a pass that is stopped: busy, and --wait ends', async () => {
      gatedType();
      // A process of its own, so that it can be stopped.
      const first = spawn(process.execPath, [mainFile, 'run'], {
        cwd: site.folder,
        env: { ...process.env, HOME: site.home },
        stdio: 'ignore',
      });
      await until(() => existsSync(join(site.home, 'met')));
      first.kill('SIGSTOP');
      for (const args of [[], ['--wait', '1s']]) {
        const { exit, report } = await site.report('run', ...args);
        assert.equal(exit, 75);
        assertProblem(report, 'pass-running', String(first.pid));
      }
      const over = once(first, 'exit');
      openGate();
      first.kill('SIGCONT');
      assert.equal((await over)[0], 3);
    });

    it('without the program flock: no pass, and what to install', async () => {
      twoOfA();
      const bin = join(site.folder, 'bin');
      mkdirSync(bin);
      const { exit, stdout } = await site.run(musterCommand, { ...process.env, PATH: bin });
      const { problems } = asDocument(stdout) as unknown as Pick<Report, 'problems'>;
      assert.deepEqual([exit, codesOf(problems)], [1, ['flock-missing']]);
      assert.deepEqual(site.running('a'), []);
    });
  });

  describe('no two passes at once', () => {
    const ways: readonly (readonly [string, () => string])[] = [
      ['where the configuration was replaced, as editors do', replaced],
      ['where the logs folder was removed', () => withoutLogs(site.file)],
      ['where the configuration was replaced and the logs folder removed', () => withoutLogs(replaced())],
      [
        'where the configuration now names another logs folder',
        () => {
          const now = JSON.parse(readFileSync(site.file, 'utf8')) as object;
          writeFileSync(`${site.file}.new`, JSON.stringify({ ...now, logs: 'elsewhere' }));
          renameSync(`${site.file}.new`, site.file);
          return site.file;
        },
      ],
      ['through a link to the configuration, elsewhere', () => named(symlinkSync)],
      ['through a second name of the configuration, elsewhere', () => named(linkSync)],
      ['through a link, where the logs folder was removed', () => withoutLogs(named(symlinkSync))],
    ];
    for (const [what, change] of sample('no two passes', ways, 3)) {
      it(what, async () => {
        const { exit, stderr } = await meanwhile(change);
        assert.equal(exit, 75, stderr);
      });
    }

    describe('with mounts', () => {
      needs('root');

      it('through a file bound elsewhere', async () => {
        writeFileSync(join(site.folder, 'bound.json'), '');
        site.config([]);
        const space = await mounted(`mount --bind ${site.file} ${join(site.folder, 'bound.json')}`);
        assert.equal((await meanwhile(() => space)).exit, 75);
      });
    });
  });
});

/** A pass reports a problem of this code, with all these words in its parameters. */
function assertProblem({ problems }: Report, code: string, ...words: readonly string[]): void {
  const found = problems.filter((one) => one.code === code).map(({ params }) => JSON.stringify(params));
  assert.ok(
    found.some((params) => words.every((word) => params.includes(word))),
    JSON.stringify(problems),
  );
}

const tiny = (at: string, size = '192k'): string =>
  `mkdir -p ${at} && mount -t tmpfs -o size=${size} tmpfs ${at}`;
const fill = (at: string): string => `cat /dev/zero >${at}/filler 2>/dev/null; sync`;
const owner = (pid: number): string =>
  `${JSON.stringify({ pid, host: 'elsewhere', since: '2026-01-01T00:00:00.000Z', command: 'muster run' })}\n`;

/** Its submitter ends well, after `first`, and nothing comes of it for long. */
function slowSite(at: LocalSite, first = ''): void {
  at.submitter('slow.sh', `${first}\n:`).config([at.type('a', { submitter: 'slow.sh', args: [] })]);
}

async function holding(path: string): Promise<{ end(): Promise<void> }> {
  const child = spawn('flock', ['-n', path, 'sh', '-c', 'echo locked; read x']);
  await once(child.stdout, 'data');
  return {
    async end() {
      const over = once(child, 'exit');
      child.stdin.end('\n');
      await over;
    },
  };
}

const nobody = 65_534;

function reportOf({ exit, stdout, stderr }: Ran): { exit: number | null; report: Report } {
  if (stdout === '') throw new Error(`no report: ${stderr}`);
  return { exit, report: asDocument(stdout) as unknown as Report };
}

/** A view of the file systems with more mounted; it goes with the process that has it. */
class Mounts implements Disposable {
  readonly #keeper: ChildProcess;
  readonly #site: LocalSite;

  private constructor(keeper: ChildProcess, site: LocalSite) {
    this.#keeper = keeper;
    this.#site = site;
  }

  static async open(mounts: string, site: LocalSite): Promise<Mounts> {
    const keeper = spawn('unshare', ['--mount', 'sh', '-c', `${mounts} && echo mounted && read x`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [said] = (await once(keeper.stdout, 'data')) as [Buffer];
    assert.equal(said.toString(), 'mounted\n');
    return new Mounts(keeper, site);
  }

  run(command: readonly string[]): Promise<Ran> {
    const folder = `--wd=${this.#site.folder}`;
    return this.#site.run(['nsenter', '-t', String(this.#keeper.pid), '-m', folder, '--', ...command]);
  }

  async report(): Promise<{ exit: number | null; report: Report }> {
    return reportOf(await this.run(musterCommand));
  }

  [Symbol.dispose](): void {
    this.#keeper.kill('SIGKILL');
  }
}
