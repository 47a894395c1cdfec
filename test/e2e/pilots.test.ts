import assert from 'node:assert/strict';
import type { Report } from '../../src/report/document.ts';
import type { WhyReport } from '../../src/report/whyDocument.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { emptied, inMuster, PilotSite, runningOf } from './pilotSite.ts';
import { cleared, entryOf, outcomesOf, startsOf } from './site.ts';

describe('a component that a pilot brings up', () => {
  let fleet: Fleet;
  withFleet(['b1', { name: 'b2', shell: '/bin/bash' }], (up) => (fleet = up));
  afterEach(() => cleared(fleet, 'told', 'broken', 'slow'));

  const b1 = () => fleet.host('b1');
  const isThere = (file: string) =>
    until(async () => (await b1().exec(`ls ${file}`)).code === 0, `${file} is there`);
  const key = 'muster-pilot:default:p/bundler:';

  it('on a bare host: an environment is built once in each namespace, and instances are counted in theirs', async () => {
    const environments = {
      tools: { type: 'shell', setup: ['echo built >>~/told', 'LEVEL=$(printf "a  b\\nc"); export LEVEL'] },
    };
    const run = 'trap "echo told to end; exit" TERM; echo up; env >env.seen; sleep 300 & wait';
    const types = [{ name: 'bundler', count: 2, environment: 'tools', hosts: 'b1', run }];
    const site = new PilotSite(fleet).pilots(types, { environments });
    const other = new PilotSite(fleet).pilots(types, { environments, namespace: 'other' });
    const { report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), Array(2).fill('p/bundler on b1: confirmed'));
    await other.report('run');
    const mine = await site.until((now) => runningOf(now, 'p/bundler') === 2, 'both run');
    await other.until((now) => runningOf(now, 'p/bundler') === 2, 'both of the other run');
    assert.equal(mine.summary.missing, 0);
    const told = await b1().exec('cat told');
    // Once in each namespace, however many came up.
    assert.equal(told.stdout, 'built\nbuilt\n');
    await until(
      async () =>
        (await inMuster(b1(), 'cat sandboxes/*/env.seen')).match(/^LEVEL=a {2}b\nc$/gm)?.length === 2,
      'both have what was set up',
    );
    assert.match((await site.muster('logs', 'p/bundler')).stdout, /up/);
    // Each pilot is counted once.
    assert.equal((await site.muster('plan', '--detailed-exitcode')).code, 0);
    // What one coordinator stops is none of the other's.
    await site.muster('stop', 'p/bundler');
    const kept = await inMuster(b1(), 'cat sandboxes/*/stdout; head -qn 1 sandboxes/*/.muster/state');
    assert.equal(kept.match(/^told to end$/gm)?.length, 2);
    assert.equal(kept.match(/ stopped run-component /g)?.length, 2);
    const rest = await other.report('status');
    assert.equal(runningOf(rest.report, 'p/bundler'), 2);
    assert.equal(b1().countMatching('muster-pilot:other:p/bundler:'), 2);
    assert.equal(b1().countMatching(key), 0);
  });

  it('tells the exit code of a component that ended, and backs off by it [pilot-command-fails]', async () => {
    const site = new PilotSite(fleet).pilots([
      { name: 'good', hosts: 'b1', run: 'exit 0', lifetime: 'short' },
      { name: 'bad', hosts: 'b1', run: 'echo no such table >&2; exit 3', lifetime: 'short' },
    ]);
    await site.report('run');
    const report = await site.until(
      (now) => over(now, 'p/good') !== undefined && over(now, 'p/bad') !== undefined,
      'both ended',
    );
    assert.equal(over(report, 'p/good')?.code, 0);
    assert.equal(over(report, 'p/bad')?.code, 3);
    const [host] = report.hosts;
    assert.equal(host?.backoff?.['p/good'], undefined);
    const { code, params } = host?.backoff?.['p/bad']?.why ?? {};
    assert.deepEqual([code, params?.['exit']], ['pilot-component-ended', 3]);
    assert.deepEqual(over(report, 'p/bad')?.tail, ['no such table']);
    // Passes write history. What failed since the last one is tried at once, where that is asked for.
    const again = await site.report('run', '--retry');
    assert.deepEqual(startsOf(again.report), ['p/bad on b1', 'p/good on b1']);
    const history = await site.muster('history', '--component', 'p/bad', '--json');
    assert.match(history.stdout, /"pilot-component-ended"/);
  });

  it('brings the files of the control VM to a host once, whole, and as they are [pilot-file-changed]', async () => {
    const site = new PilotSite(fleet)
      .brings('conf/lta.env', 'LEVEL=7\n')
      .brings('conf/large', 'x'.repeat(3_000_000))
      .pilots([
        {
          name: 'bundler',
          count: 3,
          hosts: 'b1',
          stage: [
            { source: 'client://conf/lta.env', target: 'pilot://' },
            { source: 'client://conf/large', target: 'host://data/large' },
            { source: 'host://data/large', target: 'pilot://large', action: 'link' },
          ],
          run: '. ./lta.env; printf "%s %s\\n" "$LEVEL" "$(cksum <large)" >staged; exec sleep 300',
        },
      ]);
    await site.report('run');
    await site.until((now) => runningOf(now, 'p/bundler') === 3, 'all three run');
    const sum = (await b1().exec(`head -c 3000000 /dev/zero | tr '\\0' x | cksum`)).stdout.trim();
    // What runs may not have come to its first words yet.
    const staged = () => inMuster(b1(), 'cat sandboxes/*/staged');
    await until(async () => (await staged()).split('\n').length === 3, 'all three have told');
    assert.deepEqual((await staged()).split('\n'), [`7 ${sum}`, `7 ${sum}`, `7 ${sum}`]);
    assert.equal(await inMuster(b1(), 'ls bundles/*/large shared/data/large | wc -l'), '2');
    // What was changed on the host since it was brought is not taken for the file of the control VM.
    await inMuster(b1(), 'chmod u+w bundles/*/lta.env; echo LEVEL=8 >>"$(ls bundles/*/lta.env)"');
    site.edit({ backoff: { first: '0s' } });
    await site.muster('restart', 'p/bundler', '--at-once');
    const report = await site.until(
      ({ hosts }) => hosts[0]?.pilots?.some(({ phase }) => phase === 'failed') === true,
      'it fails',
    );
    const failed = report.hosts[0]?.pilots?.find(({ phase }) => phase === 'failed');
    assert.match(failed?.message ?? '', /lta\.env/);
    assert.equal(failed?.step, 'stage-files');
  });

  it('goes by the kind of its host', async () => {
    const available = fleet.hosts.map((host, index) => entryOf(host, index === 1 ? { kind: 'gpu' } : {}));
    const site = new PilotSite(fleet)
      .command('check-gpu', '[ -e ~/gpu ] || muster_unfit "it has no GPU"', { foreground: 'yes' })
      .pilots([{ name: 'bundler', count: 2, maxPerHost: 1 }], {
        available,
        pilots: {
          all: {
            default: ['make-sandbox', 'run-component'],
            gpu: ['check-gpu', 'make-sandbox', 'run-component'],
          },
        },
      });
    const { report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), ['p/bundler on b1: confirmed', 'p/bundler on b2: failed']);
    assert.equal(report.hosts[1]?.unfit?.['p/bundler']?.why.params['cause'], 'it has no GPU');
  });

  it('is not lost, and not there twice, when passes are killed while it comes up [pilot-pass-killed]', async () => {
    const site = new PilotSite(fleet).pilots(
      [{ name: 'bundler', count: 2, environment: 'slow', hosts: 'b1' }],
      {
        timeouts: { settle: '20s' },
        environments: {
          slow: { type: 'shell', setup: ['while [ ! -e ~/told ]; do sleep 0.1; done', 'export A=1'] },
        },
      },
    );
    const pass = site.startMuster('run');
    await until(async () => b1().countMatching(key) === 2, 'both pilots are there');
    pass.kill('SIGKILL');
    site.edit({ timeouts: { settle: '500ms' } });
    for (let again = 0; again < 2; again++) {
      const { report } = await site.report('run');
      assert.deepEqual(outcomesOf(report), []);
      assert.deepEqual(rows(report.components, 'running', 'pending', 'missing'), [[0, 2, 0]]);
    }
    await b1().exec('touch told');
    await site.until((now) => runningOf(now, 'p/bundler') === 2, 'both run');
    assert.equal(b1().countMatching(key), 2);
  });

  it('a machine that brings itself up from user data is counted by the next pass', async () => {
    const site = new PilotSite(fleet).brings('hello', 'hello\n').pilots([
      {
        name: 'bundler',
        hosts: 'b1',
        stage: [{ source: 'client://hello', target: 'pilot://' }],
        run: 'cat hello; exec sleep 300',
      },
    ]);
    const rendered = await site.muster('pilot', 'render', 'p/bundler', '--host', 'b1', '--cloud-init');
    assert.equal(rendered.code, 0, rendered.stderr);
    // As cloud-init would: it writes the files, then runs the command as that user.
    const { stdout } = await fleet.ssh(
      b1(),
      `/usr/bin/python3 -c ${quoted(asCloudInit)} <<'EOF'\n${rendered.stdout}\nEOF\n`,
      'root',
    );
    assert.match(stdout, /ran/);
    const { report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), []);
    await site.until((now) => runningOf(now, 'p/bundler') === 1, 'it runs');
    await until(async () => (await inMuster(b1(), 'cat sandboxes/*/stdout')) === 'hello', 'it has told');
  });

  it('is stopped while it comes up', async () => {
    const site = new PilotSite(fleet)
      .command('stage-files', 'touch ~/broken; sleep 300 & wait; sleep 300')
      .pilots([{ name: 'bundler', hosts: 'b1', grace: '1s' }]);
    await site.report('run');
    await isThere('broken');
    await site.muster('stop', 'p/bundler');
    await emptied(b1());
    const state = await inMuster(b1(), 'head -qn 1 sandboxes/*/.muster/state');
    assert.match(state, / stopped stage-files /);
  });

  it('is not tried again where the host is unfit, and goes to another at once [pilot-unfit]', async () => {
    const site = new PilotSite(fleet).pilots([{ name: 'bundler', requires: { paths: ['/tmp/only-here'] } }]);
    await fleet.host('b2').exec('touch /tmp/only-here');
    const { report, exit } = await site.report('run');
    assert.deepEqual(outcomesOf(report), ['p/bundler on b1: failed', 'p/bundler on b2: confirmed']);
    assert.equal(exit, 0);
    const why = report.hosts[0]?.unfit?.['p/bundler']?.why;
    assert.equal(why?.code, 'requirement-unmet');
    assert.match(String(why.params['cause']), /\/tmp\/only-here/);
    // Learnt for a while, and no failure of the component.
    assert.equal(report.hosts[0]?.backoff, undefined);
    const asked = await site.report('why', 'p/bundler', 'b1');
    const { hosts } = asked.report as unknown as WhyReport;
    assert.deepEqual(codesOf(hosts[0]?.reasons ?? []), ['host-unfit']);
  });

  it('groups: what comes after starts when those are ready, and is told what they export', async () => {
    const site = new PilotSite(fleet).pilots([
      {
        name: 'bridge',
        count: 2,
        maxPerHost: 1,
        run: 'muster_export ADDRESS=tcp://$MUSTER_HOST:4000; while [ ! -e ~/told ]; do sleep 0.1; done; muster_ready; exec sleep 300',
      },
      {
        name: 'agent',
        after: ['p/bridge'],
        run: 'printf "%s\\n" "$ADDRESS" >address; muster_ready; exec sleep 300',
      },
    ]);
    const first = await site.report('run');
    assert.deepEqual(outcomesOf(first.report), ['p/bridge on b1: confirmed', 'p/bridge on b2: confirmed']);
    const waits = (await site.report('why', 'p/agent')).report as unknown as WhyReport;
    assert.deepEqual(
      waits.reasons.map(({ code, params }) => [code, params['components']]),
      [['waiting-for-components', ['p/bridge']]],
    );
    for (const host of fleet.hosts) await host.exec('touch told');
    await site.until(
      ({ components }) => components.find(({ component }) => component === 'p/bridge')?.ready === 2,
      'both bridges are ready',
    );
    const second = await site.report('run');
    assert.match(outcomesOf(second.report).join(), /p\/agent on b[12]: confirmed/);
    await site.until(
      ({ components }) => components.find(({ component }) => component === 'p/agent')?.ready === 1,
      'the agent is ready',
    );
    const addresses = async () =>
      (await Promise.all(fleet.hosts.map((host) => inMuster(host, 'cat sandboxes/*/address')))).join('');
    assert.equal(await addresses(), 'tcp://b1:4000\ntcp://b2:4000');
    // A command for the one alone knows how the others are.
    const restarted = await site.report('restart', 'p/agent', '--at-once');
    assert.deepEqual([restarted.exit, restarted.report.stops?.length], [0, 1]);
    await site.until(
      ({ components }) => components.find(({ component }) => component === 'p/agent')?.ready === 1,
      'the new agent is ready',
    );
  });

  it('a tunnel to a service that only the control VM can reach', async () => {
    const pair = await b1().exec(
      'mkdir -p ~/.ssh; rm -f ~/.ssh/tunnel; ssh-keygen -q -t ed25519 -N "" -f ~/.ssh/tunnel; cat ~/.ssh/tunnel.pub',
    );
    const door = fleet.host('b2');
    // b2 stands for the control VM: its loopback is what nobody else can reach.
    await door.exec(`printf '%s\\n' '${pair.stdout.trim()}' >>~/.ssh/authorized_keys`);
    await door.exec(
      'echo from inside >told; /usr/bin/python3 -m http.server 4711 --bind 127.0.0.1 >/dev/null 2>&1 &',
    );
    const fetch =
      "import os, urllib.request; print(urllib.request.urlopen('http://' + os.environ['MUSTER_TUNNEL_DB'] + '/told').read().decode())";
    const [hostKey = ''] = door.publicKeys;
    const site = new PilotSite(fleet).pilots(
      [
        {
          name: 'bundler',
          hosts: 'b1',
          tunnel: {
            via: `ops@${door.address}`,
            identityFile: '~/.ssh/tunnel',
            hostKey,
            to: { db: '127.0.0.1:4711' },
          },
          run: `/usr/bin/python3 -c "${fetch}" >heard; exec sleep 300`,
        },
      ],
      {},
      ['check-host', 'make-sandbox', 'open-tunnel', 'run-component', 'clean-up'],
    );
    await site.report('run');
    await site.until((now) => runningOf(now, 'p/bundler') === 1, 'it runs');
    await until(
      async () => (await inMuster(b1(), 'cat sandboxes/*/heard')) === 'from inside',
      'it was heard',
    );
    await site.muster('stop', 'p/bundler');
    await emptied(b1());
  });
});

/** The pilot of a component that is over with its component's end. */
function over({ hosts }: Report, component: string) {
  return hosts[0]?.pilots?.find((pilot) => pilot.component === component && pilot.phase === 'ended');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What cloud-init does with user data of `write_files` and `runcmd`. */
const asCloudInit = `
import base64, gzip, json, os, pwd, re, subprocess, sys
text = sys.stdin.read()
for path, owner, mode, content in re.findall(r'- path: ("[^"]*")\\s+owner: ("[^"]*")\\s+permissions: "(\\d+)"\\s+defer: true\\s+encoding: gz.b64\\s+content: (\\S+)', text):
    path, owner = json.loads(path), pwd.getpwnam(json.loads(owner))
    os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
    with open(path, 'wb') as file:
        file.write(gzip.decompress(base64.b64decode(content)))
    os.chmod(path, int(mode, 8))
    os.chown(path, owner.pw_uid, owner.pw_gid)
for command in re.findall(r'^  - (\\[.*\\])$', text, re.M):
    subprocess.run(json.loads(command), check=True)
print('ran')
`;
import { rows } from '../harness/fields.ts';
import { codesOf } from '../harness/messages.ts';
