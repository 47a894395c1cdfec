import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/doctor/finding.ts';
import type { DoctorReport } from '../../src/report/doctorReport.ts';
import { asDocument } from '../cli/localSite.ts';
import type { Fleet, FleetHost, RunOptions } from '../fleet/fleet.ts';
import { mustRun, start } from '../fleet/ran.ts';
import { codesOf } from '../harness/messages.ts';
import { programsIn } from '../harness/programs.ts';
import { withFleet } from '../harness/withFleet.ts';
import { entryOf, musterCommand, sampleType, Site } from './site.ts';

const bash = '/bin/bash';
const opsId = 20_001;

/** A name for each fault, and `well`. */
const hosts = [
  'well',
  'noping',
  'closed',
  'unknown',
  'changed',
  'revoked',
  'full',
  'noexec',
  'killer',
  'open',
  ...['noisy', 'slow', 'clock', 'notool', 'nosh', 'cutps'].map((name) => ({ name, shell: bash })),
];

const bad = (findings: readonly Finding[]): Finding[] => findings.filter(({ level }) => level !== 'ok');
const named = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find((finding) => finding.check === check);

describe('muster doctor', () => {
  let fleet: Fleet;
  let site: Site;

  withFleet(hosts, (up) => (fleet = up));

  const at = (name: string): FleetHost => fleet.host(name);
  const available = (...names: string[]) => names.map((name) => entryOf(at(name)));

  beforeEach(() => {
    site = new Site(fleet).config({
      types: [sampleType('one')],
      available: available('well'),
      ssh: { user: 'ops', knownHosts: 'known_hosts', connectTimeout: '2s' },
      timeouts: { settle: '100ms' },
    });
    copyFileSync(fleet.knownHostsFile, join(site.folder, 'known_hosts'));
  });

  /** Runs with `--json`, where it is told to from within a shell script; `PATH` begins with the site's own programs. */
  async function examined(options: RunOptions & { script?: string; args?: string[] } = {}) {
    const { script = 'exec "$@"', args = [], ...rest } = options;
    const command = [...musterCommand, 'doctor', '--json', '-c', site.file, ...args];
    const { code, stdout, stderr } = await fleet.control(['sh', '-c', script, 'sh', ...command], rest);
    assert.equal(stderr, '');
    const report = asDocument(stdout) as unknown as DoctorReport;
    return { code, report };
  }

  /** A crontab as `crontab -l` prints it. */
  function crontab(text: string): NodeJS.ProcessEnv {
    writeFileSync(join(site.folder, 'crontab'), text);
    const program = `[ "$1" = -l ] && cat ${join(site.folder, 'crontab')}`;
    return programsIn(join(site.folder, 'bin'), { crontab: program });
  }

  it('all is well: every check is told with -v, nothing else, and nothing is left behind', async () => {
    const { code, report } = await examined();
    const { findings } = report.hosts[0]!;
    assert.deepEqual(bad(findings), []);
    assert.deepEqual(
      findings.map(({ check }) => check),
      'name,ping,port,ssh,host key,login,shell,sh,tools,disk,folder,scripts,listing,limits,outliving,clock'.split(
        ',',
      ),
    );
    assert.match(String(named(findings, 'login')?.params['as']), /\/id_ed25519$/);
    assert.deepEqual(
      bad(report.control).map(({ check }) => check),
      ['cron'],
    );
    assert.equal(code, 0);
    assert.equal((await at('well').exec('ls -A')).stdout, '.ssh\n');
    assert.ok(
      at('well')
        .processes()
        .every(({ uid }) => uid !== opsId),
    );
    assert.deepEqual(existsSync(join(site.folder, 'logs')), false);
  });

  it('each fault of a host is told, with what mends it; the others are not kept waiting', async () => {
    const root = async (name: string, command: string): Promise<void> => {
      const ran = await fleet.ssh(at(name), command, 'root');
      assert.equal(ran.code, 0, `${name}: ${ran.stderr}`);
    };
    const bashrc = (name: string, text: string): void =>
      writeFileSync(join(at(name).home, '.bashrc'), `${text}\n`);
    /** A program that comes first on the PATH of a login. */
    const bin = (name: string, program: string, text: string): void => {
      programsIn(join(at(name).home, 'bin'), { [program]: text });
      bashrc(name, 'PATH=$HOME/bin:$PATH');
    };
    const known = join(site.folder, 'known_hosts');
    const { address: unknown } = at('unknown');
    const [revokedKey = ''] = at('revoked').publicKeys;
    const lines = readFileSync(known, 'utf8')
      .split('\n')
      .filter((line) => !line.includes(unknown));
    writeFileSync(known, [...lines, `@revoked * ${revokedKey}`, ''].join('\n'));

    // A home of its own for these two, with the key that lets us in.
    const newHome = (options: string): string =>
      `cp -a /home/ops/.ssh /tmp/keep && mount -t tmpfs -o uid=${opsId},gid=${opsId},mode=700,${options} tmpfs /home/ops && cp -a /tmp/keep /home/ops/.ssh`;
    await Promise.all([
      root('noping', 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all'),
      at('closed').stopSshd(),
      at('changed').newHostKey(),
      root('full', `${newHome('size=64k')} && { head -c 1m /dev/zero >/home/ops/full 2>/dev/null; true; }`),
      root('noexec', newHome('noexec,size=200m')),
      // What logind does with KillUserProcesses: once nobody is logged in any more, all that is left goes.
      root(
        'killer',
        `nohup sh -c 'was=; while :; do if ps xa -o args= | grep -q "^[s]shd: ops"; then was=yes; elif [ "$was" ]; then was=; for p in $(ps -u ${opsId} -o pid=); do kill -9 $p; done; fi; sleep 0.02; done' >/dev/null 2>&1 </dev/null &`,
      ),
    ]);
    mkdirSync(join(at('open').home, '.muster'));
    chmodSync(join(at('open').home, '.muster'), 0o777);
    chownSync(join(at('open').home, '.muster'), opsId, opsId);
    bashrc('noisy', 'echo Welcome to this host');
    bashrc('slow', '[ -e .awake ] || { touch .awake; sleep 2.5; }');
    bin('clock', 'date', `exec /bin/date -d '+100 seconds' "$@"`);
    bin('cutps', 'ps', '/bin/ps "$@" | cut -c 1-132');
    symlinkSync('/bin/false', join(mkdirSync(join(at('nosh').home, 'bin'), { recursive: true })!, 'sh'));
    bashrc('nosh', 'PATH=$HOME/bin:$PATH');
    // All but tar.
    const tools = 'sh ps date df id uname mkdir touch tail rm rmdir mv ls find sleep cat chmod grep'.split(
      ' ',
    );
    const folder = mkdirSync(join(at('notool').home, 'tools'), { recursive: true })!;
    for (const tool of tools) symlinkSync(`/bin/${tool}`, join(folder, tool));
    bashrc('notool', 'PATH=$HOME/tools');

    site.edit({
      available: [
        ...available(...fleet.hosts.map(({ name }) => name)),
        entryOf(at('well'), { host: 'stranger', user: 'nobody' }),
        { host: 'nowhere', address: 'no-such-host.invalid' },
      ],
    });
    const { code, report } = await examined();
    assert.equal(code, 3);
    const found = Object.fromEntries(
      report.hosts.map(({ host, findings }) => [
        host,
        bad(findings).map(({ check, level, code }) => `${level} ${check}: ${code}`),
      ]),
    );
    assert.deepEqual(found, {
      well: [],
      noping: ['error ping: ping-failed'],
      closed: ['error port: port-closed'],
      unknown: ['error host key: host-key-not-on-file'],
      changed: ['error host key: host-key-differs'],
      revoked: ['error host key: host-key-is-revoked'],
      full: ['error disk: home-disk-full', 'error scripts: scripts-unwritable'],
      noexec: ['error scripts: scripts-not-runnable'],
      killer: ['error outliving: processes-ended'],
      open: ['warning folder: folder-open'],
      noisy: ['warning shell: shell-prints'],
      slow: ['warning shell: shell-slow'],
      clock: ['warning clock: host-clock-wrong'],
      notool: ['error tools: tools-missing'],
      nosh: ['error sh: sh-broken'],
      cutps: ['error listing: listing-cuts-lines'],
      stranger: ['error login: auth-refused'],
      nowhere: ['error name: name-not-found'],
    });
    const paramsOf = (name: string, check: string) =>
      named(report.hosts.find(({ host }) => host === name)?.findings ?? [], check)?.params ?? {};
    assert.equal(paramsOf('noping', 'ping')['causeCode'], 'ping-unanswered');
    assert.equal(paramsOf('closed', 'port')['causeCode'], 'connection-refused');
    assert.match(
      String(paramsOf('changed', 'host key')['trust']),
      /^muster trust .* -w changed --replace changed$/,
    );
    assert.match(String(paramsOf('full', 'scripts')['error']), /No space left on device/);
    assert.match(String(paramsOf('noexec', 'scripts')['error']), /126.*Permission denied/);
    assert.equal(paramsOf('noisy', 'shell')['printed'], 'Welcome to this host');
    assert.ok(Math.abs(Number(paramsOf('clock', 'clock')['offMs']) - 100_000) <= 2000);
    assert.deepEqual(paramsOf('notool', 'tools')['tools'], ['tar']);

    // As a person sees it: this machine first, equal findings of several hosts in one line.
    await at('well').stopSshd();
    const text = await site.muster('doctor', '-w', 'well,closed,noping');
    await at('well').startSshd();
    assert.match(text.stdout, /^warning .*\bcron .*\n +-> /m);
    assert.match(text.stdout, /^error +well,closed +port .*\n +-> /m);
  });

  it('a look-up that hangs keeps no other host waiting', async () => {
    // A name server that never answers.
    const resolver = join(site.folder, 'resolv.conf');
    writeFileSync(resolver, `nameserver ${at('closed').address}\noptions timeout:30\n`);
    await at('closed').cutOff();
    const hanging = Array.from({ length: 8 }, (_, index) => `hangs-${index}.example.org`);
    site.edit({ available: [...hanging, ...available('well')] });
    try {
      const { code, report } = await examined({
        script: `mount --bind ${resolver} /etc/resolv.conf && exec "$@"`,
      });
      assert.equal(code, 3);
      for (const { host, findings } of report.hosts.slice(0, -1)) {
        assert.deepEqual(
          bad(findings).map(({ code }) => code),
          ['name-lookup-hangs'],
          host,
        );
      }
      assert.deepEqual(bad(report.hosts.at(-1)!.findings), []);
    } finally {
      await at('closed').heal();
    }
  });

  it('keys that only the agent has: said for this machine, and shown on the host', async () => {
    const key = join(site.folder, 'key');
    await mustRun(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key]);
    const authorized = join(at('well').home, '.ssh/authorized_keys');
    const before = readFileSync(authorized, 'utf8');
    writeFileSync(authorized, readFileSync(`${key}.pub`, 'utf8'));
    const script = [
      'eval "$(ssh-agent -s)" >/dev/null',
      `trap 'kill $SSH_AGENT_PID' EXIT`,
      `ssh-add -q ${key}`,
      '"$@"',
    ].join('\n');
    try {
      const env = crontab(`*/5 * * * * ${musterCommand.join(' ')} run --cron -c ${site.file}\n`);
      const { report } = await examined({ script, env });
      assert.match(String(named(report.hosts[0]!.findings, 'login')?.params['as']), /agent/);
      const cron = named(report.hosts[0]!.findings, 'cron login');
      assert.deepEqual(
        [cron?.level, cron?.code, cron?.params['causeCode']],
        ['error', 'cron-login-needs-agent', 'auth-refused'],
      );
      // What was left behind was found and ended all the same.
      assert.equal(named(report.hosts[0]!.findings, 'outliving')?.level, 'ok');

      const only = `mv ${fleet.clientKey} ${fleet.clientKey}.away; ${script.replace('"$@"', `"$@"; code=$?; mv ${fleet.clientKey}.away ${fleet.clientKey}; exit $code`)}`;
      const without = await examined({ script: only, env });
      assert.equal(without.code, 1);
      assert.equal(named(without.report.control, 'keys')?.code, 'keys-missing-for-cron');
    } finally {
      writeFileSync(authorized, before);
    }
  });

  /** What is said of cron, by check, where this is the crontab. */
  const cronFindings = async (text: string, options: { script?: string } = {}) => {
    const { report } = await examined({ ...options, env: crontab(text) });
    return Object.fromEntries(
      report.control
        .filter(({ check }) => check.startsWith('cron'))
        .map(({ check, ...rest }) => [check, rest]),
    );
  };

  describe('cron, as it really is', () => {
    const [node = '', main = ''] = musterCommand;

    it('a line that works, and a daemon that runs', async () => {
      const cron = join(site.folder, 'cron');
      copyFileSync('/bin/sleep', cron);
      const daemon = start([cron, '600']);
      try {
        const found = await cronFindings(
          `MAILTO=me\nPATH=${process.env['PATH']}\n*/5 * * * * ${node} ${main} run --cron -c ${site.file}\n`,
        );
        assert.deepEqual([found['cron command']?.level, found['cron path']?.level], ['ok', 'ok']);
        assert.equal(found['cron daemon']?.level, 'ok');
      } finally {
        daemon.kill();
      }
    });

    it('a program that is not there with the PATH of cron, and no daemon', async () => {
      const found = await cronFindings(`*/5 * * * * /opt/gone/muster run --cron -c ${site.file}\n`, {
        // A process table with nothing in it but this.
        script: 'exec unshare --pid --fork --mount-proc "$@"',
      });
      const { code, params = {} } = found['cron command'] ?? {};
      assert.deepEqual([code, params['path']], ['cron-command-broken', '/usr/bin:/bin']);
      assert.match(String(params['error']), /\/opt\/gone\/muster: not found/);
      assert.match(found['cron daemon']?.code ?? '', /^cron-daemon-(stopped|missing)$/);
    });

    it('a PATH without ping and flock, a MAILTO that is empty, a line that is not quiet', async () => {
      const found = await cronFindings(
        `MAILTO=""\nPATH=/nowhere\n*/5 * * * * ${node} ${main} run -c ${site.file}\n`,
      );
      const { code, params = {} } = found['cron path'] ?? {};
      assert.deepEqual(
        [code, params['programs'], params['path']],
        ['cron-path-incomplete', ['flock', 'ping'], '/nowhere'],
      );
      assert.deepEqual(
        [found['cron mail']?.code, found['cron']?.code],
        ['cron-mail-off', 'cron-mails-too-much'],
      );
    });
  });

  it('logs that another user wrote are told', async () => {
    mkdirSync(join(site.folder, 'logs'));
    writeFileSync(join(site.folder, 'logs/state.json'), '{}', { mode: 0o600 });
    // As a user who may read all there is for a pass but that.
    for (const folder of [fleet.dir, site.folder]) chmodSync(folder, 0o755);
    const asOps = 'exec setpriv --reuid 20001 --regid 20001 --clear-groups "$@"';
    const { code, report } = await examined({ script: asOps, env: { HOME: '/tmp' } });
    assert.equal(code, 1);
    const logs = report.control.filter(({ check }) => check === 'logs');
    assert.deepEqual(codesOf(logs), ['logs-file-foreign', 'logs-folder-unwritable']);
    assert.equal(logs[0]?.params['owner'], 0);
  });
});
