import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exited } from '../harness/children.ts';
import { isDeep } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { generations, runtime, underShells, type HandHost } from './handmade.ts';

/** Takes a lock, is alone in it, and gives it back; as often as is said. Ends with 9 if it was not alone. */
const contender = `
muster_know
mkdir -p "$muster_own/steps"
muster_started=0
muster_write_state() { : >"$HOME/waits"; }
left=$1
while [ "$left" -gt 0 ]; do
  left=$((left - 1))
  muster_lock "$HOME/lock" || exit 8
  # Who died in there has left it.
  if ! mkdir "$HOME/inside" 2>/dev/null; then
    read -r last <"$HOME/inside/pid"
    ! muster_lives "\${last:-0}" || exit 9
  fi
  printf '%s\\n' $$ >"$HOME/inside/pid"
  printf x >>"$HOME/count"
  [ ! -e "$HOME/stay" ] || sleep 1000
  rm -rf "$HOME/inside"
  muster_unlock "$HOME/lock"
done
`;

let launched = 0;

function contend(host: HandHost, times: number): { child: ChildProcess; launch: string } {
  launched += 1;
  const launch = `l${launched}-${host.home.slice(-6)}`;
  // Its command line names the launch, as that of a pilot does.
  const file = join(host.root, `${launch}.pilot`);
  writeFileSync(file, runtime(contender));
  const env = { ...host.env, MUSTER_LAUNCH_ID: launch };
  const child = spawn(host.sh, [file, String(times)], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return { child, launch };
}

const count = ({ home }: HandHost): number =>
  existsSync(join(home, 'count')) ? readFileSync(join(home, 'count'), 'utf8').length : 0;

underShells('locks', {
  'one at a time, and of past generations only the latest are kept': async (host) => {
    const times = isDeep ? 15 : 5;
    const children = Array.from({ length: 5 }, () => contend(host, times));
    for (const { child } of children) assert.equal(await exited(child), 0);
    assert.equal(count(host), 5 * times);
    assert.ok(readdirSync(join(host.home, 'lock')).length < 5 * times + 5);
    const links = generations(join(host.home, 'lock'));
    assert.ok(links.length >= 8, links.join('\n'));
  },

  'who is killed while he holds it is followed by one of those who wait': async (host) => {
    writeFileSync(join(host.home, 'stay'), '');
    const children = [contend(host, 1), contend(host, 1), contend(host, 1)];
    for (let nth = 1; nth < children.length; nth += 1) {
      await until(() => count(host) === nth);
      const holder = generations(join(host.home, 'lock')).at(-1)?.split(':')[0];
      const at = children.findIndex(({ launch }) => launch === holder);
      assert.ok(at >= 0, holder);
      children[at]?.child.kill('SIGKILL');
    }
    await until(() => count(host) === children.length);
  },

  'another process that has the pid of a dead holder is none': async (host) => {
    const folder = join(host.home, 'lock');
    mkdirSync(folder);
    const node = readFileSync('/proc/sys/kernel/hostname', 'utf8').trim();
    const tick = readFileSync(`/proc/${process.pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    for (const owner of [
      // Started at another time; the right time but another command line; on another host, and ended there.
      `dead:${process.pid}:1:${node}`,
      `dead:${process.pid}:${tick}:${node}`,
      'dead:1:1:elsewhere',
    ]) {
      const last = readdirSync(folder).filter((name) => name.startsWith('lock.')).length;
      symlinkSync(owner, join(folder, `lock.${last + 1}`));
      assert.equal(await exited(contend(host, 1).child), 0, owner);
    }
    assert.equal(count(host), 3);
  },

  'one who slept while the generation he saw was forgotten does not take himself for the holder': async (
    host,
  ) => {
    const folder = join(host.home, 'lock');
    mkdirSync(folder);
    // Between his look and his link others come and go, and one has it now.
    const ln = `#!/bin/sh\nif mkdir "$HOME/once" 2>/dev/null; then /bin/ln -s other:1:1:elsewhere "$HOME/lock/lock.40"; fi\nexec /bin/ln "$@"\n`;
    writeFileSync(join(host.home, 'bin/ln'), ln, { mode: 0o755 });
    const own = join(host.root, 'sandboxes/other/.muster');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'state'), 'pilot 1 other 1 1 running x 1 -\n');
    const { child } = contend(host, 1);
    await until(() => existsSync(join(host.home, 'waits')));
    assert.deepEqual([readdirSync(folder), count(host)], [['lock.40'], 0]);
    writeFileSync(join(folder, 'free.40'), '');
    assert.equal(await exited(child), 0);
    assert.equal(count(host), 1);
  },

  'one on another host with the same home is waited for until it has said that it ended': async (host) => {
    const folder = join(host.home, 'lock');
    const own = join(host.root, 'sandboxes/other/.muster');
    mkdirSync(folder);
    mkdirSync(own, { recursive: true });
    const state = (phase: string): void =>
      writeFileSync(join(own, 'state'), `pilot 1 other 1 1 ${phase} x 1 -\ncomponent p0/c0\nsteps\n`);
    state('starting');
    symlinkSync('other:1:1:elsewhere', join(folder, 'lock.1'));
    const { child } = contend(host, 1);
    // It looks who holds it several times before it is let in.
    await until(() => existsSync(join(host.home, 'waits')));
    assert.equal(count(host), 0);
    state('stopped');
    assert.equal(await exited(child), 0);
    assert.equal(count(host), 1);
  },
});
