import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// node tools/setup.mjs start|test|bench: brings a fresh clone to where `npm start`, `npm test` or `npm run bench` can begin. It is quiet and quick
// when there is nothing to do, talks on stderr, and uses nothing but Node, because npm's packages may not be here yet.

// Not import.meta.dirname: a Node that is too old shall get as far as being told so.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = [20, 19];

/** What is no program, and is looked for by the system's own python. */
const venv = '/usr/bin/python3 -m venv';

/** The programs looked for, each with the Debian package it comes in. */
const programs = {
  start: { ping: 'iputils-ping', flock: 'util-linux' },
  test: {
    sshd: 'openssh-server',
    ssh: 'openssh-client',
    'ssh-keygen': 'openssh-client',
    'ssh-agent': 'openssh-client',
    ip: 'iproute2',
    ping: 'iputils-ping',
    mount: 'mount',
    unshare: 'util-linux',
    nsenter: 'util-linux',
    flock: 'util-linux',
    setpriv: 'util-linux',
    ps: 'procps',
    busybox: 'busybox',
    dash: 'dash',
    bash: 'bash',
    shellcheck: 'shellcheck',
    tmux: 'tmux',
    script: 'bsdutils',
    cron: 'cron',
    faketime: 'faketime',
    'systemd-analyze': 'systemd',
    zsh: 'zsh',
    fish: 'fish',
    mandoc: 'mandoc',
    groff: 'groff',
    chromium: 'chromium',
    promtool: 'prometheus',
    'prometheus-node-exporter': 'prometheus-node-exporter',
    'cloud-init': 'cloud-init',
    [venv]: 'python3-venv',
  },
  bench: {
    sshd: 'openssh-server',
    ssh: 'openssh-client',
    'ssh-keygen': 'openssh-client',
    ip: 'iproute2',
    ping: 'iputils-ping',
    mount: 'mount',
    unshare: 'util-linux',
    nsenter: 'util-linux',
    flock: 'util-linux',
    setpriv: 'util-linux',
    ps: 'procps',
    pkill: 'procps',
    bash: 'bash',
    pdsh: 'pdsh',
    clush: 'clustershell',
    'parallel-ssh': 'pssh',
    ansible: 'ansible-core',
  },
};

/** What is only looked at beside muster: it goes without those that cannot be had. */
const compared = new Set(['pdsh', 'clush', 'parallel-ssh', 'ansible']);

/**
 * Installs packages and starts none of their services: an sshd for the tests must not become a door to this machine, nor a
 * cron begin to run what lies in /etc/cron.d, neither now (policy-rc.d is asked before a service is started) nor at the next boot.
 */
const aptScript = `
set -e
had_sshd=$(command -v /usr/sbin/sshd || true)
had_cron=$(command -v /usr/sbin/cron || true)
had_prometheus=$(command -v prometheus || true)
had_exporter=$(command -v prometheus-node-exporter || true)
if [ ! -e /usr/sbin/policy-rc.d ]; then
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
fi
export DEBIAN_FRONTEND=noninteractive
case " $* " in *' cloud-init '*)
  # Its place for saying that it is not to run: only its check of user data is wanted.
  mkdir -p /etc/cloud
  : >/etc/cloud/cloud-init.disabled
  ;;
esac
apt-get -q update
apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@"
if [ -z "$had_sshd" ] && [ -x /usr/sbin/sshd ] && command -v systemctl >/dev/null; then
  systemctl disable ssh.service ssh.socket || true
fi
for service in prometheus:$had_prometheus prometheus-node-exporter:$had_exporter; do
  if [ "\${service#*:}" = '' ] && [ -x "/usr/bin/\${service%%:*}" ] && command -v systemctl >/dev/null; then
    systemctl disable "\${service%%:*}.service" || true
  fi
done
if [ -z "$had_cron" ] && [ -x /usr/sbin/cron ] && command -v systemctl >/dev/null; then
  systemctl disable cron.service || true
fi
`;

try {
  await setUp(process.argv[2]);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}

async function setUp(purpose) {
  if (!Object.hasOwn(programs, purpose ?? ''))
    throw new Error(`usage: node tools/setup.mjs ${Object.keys(programs).join('|')}`);
  requireNode();
  await take({ isNeeded: () => missingPrograms(purpose).length > 0, step: () => installPrograms(purpose) });
  await take({ isNeeded: npmPackagesDiffer, step: installNpmPackages });
  await take({ isNeeded: buildIsOld, step: build });
}

/** Takes a step if it is needed, and still is once no other setup of this checkout is at work. */
async function take({ isNeeded, step }) {
  if (!isNeeded()) return;
  const unlock = await lock();
  try {
    if (isNeeded()) step();
  } finally {
    unlock();
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

function missingPrograms(purpose) {
  return Object.keys(programs[purpose]).filter((program) => !isInstalled(program));
}

function isInstalled(program) {
  if (program === venv) return run('/usr/bin/python3', ['-c', 'import ensurepip, venv']).status === 0;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installPrograms(purpose) {
  const missing = missingPrograms(purpose);
  const packages = [...new Set(missing.map((program) => programs[purpose][program]))];
  const failure = installFailure(packages);
  if (failure === undefined) return;
  const sentence = `${missing.join(', ')} not found. Please install (names as in Debian): ${packages.join(' ')}. ${failure}`;
  // Tests are skipped where the machine lacks what they need; CI must run them all.
  const isVital = purpose === 'bench' || (purpose === 'test' && process.env.CI === 'true');
  if (isVital && missing.some((program) => !compared.has(program))) throw new Error(sentence);
  say(`${sentence} Going on without.`);
}

/** Installs Debian packages; returns why it could not, or undefined. */
function installFailure(packages) {
  if (!isInstalled('apt-get')) return 'There is no apt-get here to do it.';
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && run('sudo', ['-n', 'true']).status !== 0)
    return 'Doing it takes root, or sudo without a password.';
  say(`installing with apt-get: ${packages.join(' ')}`);
  const [command, ...args] = [...asRoot, 'sh', '-c', aptScript, 'sh', ...packages];
  const { status, output } = run(command, args);
  return status === 0 ? undefined : `apt-get could not:\n${output}`;
}

/** npm leaves a copy of the lock file of what it installed: what counts is that it tells of the same packages. */
function npmPackagesDiffer() {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).some(([path, wanted]) => {
    if (path === '') return false;
    const found = installed[path];
    // What is optional is absent where it does not fit the machine.
    if (found === undefined) return !wanted.optional && !wanted.devOptional;
    return (
      found.version !== wanted.version ||
      found.integrity !== wanted.integrity ||
      !existsSync(join(root, path))
    );
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch {
    return {};
  }
}

function installNpmPackages() {
  say('installing the npm packages (npm ci)');
  // tsc is a development package: they are needed whatever npm is set to.
  const { status, output } = run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) throw new Error(`npm ci failed:\n${output}`);
}

function buildIsOld() {
  const built = changedMs(join(root, 'dist/main.js'));
  const configs = readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name));
  // A folder changes when a file of it goes.
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((path) => join('src', path));
  const others = ['package.json', 'tools/build.mjs', 'schema/validate.cjs'];
  return [...configs, ...others, 'src', ...sources].some((path) => changedMs(join(root, path)) > built);
}

function changedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}

function build() {
  say('building (npm run build)');
  const { status, output } = run('npm', ['run', 'build']);
  if (status !== 0) throw new Error(`the build failed:\n${output}`);
}

/** Returns what unlocks. A lock whose holder is gone is no lock. It lies outside of node_modules, which npm ci removes. */
async function lock() {
  const file = join(tmpdir(), `muster-setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  const mine = `${file}.${process.pid}`;
  for (let told = false; ; await sleep(200)) {
    try {
      // Linked, not written, so that whoever finds it finds its holder in it.
      writeFileSync(mine, String(process.pid));
      linkSync(mine, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine, { force: true });
    }
    if (!isAlive(holderOf(file))) {
      rmSync(file, { force: true });
    } else if (!told) {
      say('another setup of this checkout is at work: waiting for it');
      told = true;
    }
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs a program in the checkout with no input; its output is kept for the case that it fails. */
function run(command, args) {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 2 ** 20 };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  return { status, output: error === undefined ? `${stdout}${stderr}` : error.message };
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}
