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

// node tools/setup.mjs start|test|bench: prepares a fresh clone for `npm start`, `npm test` or `npm run bench`: programs, npm
// packages, build. Quick and silent if nothing is missing; reports to stderr. JavaScript that uses Node alone, because the npm
// packages may not be installed yet.

// Not import.meta.dirname: an older Node must get as far as the message about its version.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = [20, 19];

/** Not a program: checked by importing the modules with the python of the system. */
const venv = '/usr/bin/python3 -m venv';

/** The required programs, each with its Debian package. */
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

/** The bench runs without those that cannot be installed. */
const compared = new Set(['pdsh', 'clush', 'parallel-ssh', 'ansible']);

/**
 * Installs packages without starting their services, now (apt asks policy-rc.d before it starts one) or at the next boot: an
 * sshd for the tests must not let anyone log in to this machine, and cron must not run the files of /etc/cron.d.
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
  # Disables it at boot: the tests only use its check of user data.
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
  await runStep({
    isNeeded: () => missingPrograms(purpose).length > 0,
    step: () => installPrograms(purpose),
  });
  await runStep({ isNeeded: npmPackagesDiffer, step: installNpmPackages });
  await runStep({ isNeeded: buildIsOld, step: build });
}

/** Runs a step if it is needed, and still is when no other setup of this checkout runs. */
async function runStep({ isNeeded, step }) {
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
  // Tests that lack a program are skipped; CI must run all of them.
  const isVital = purpose === 'bench' || (purpose === 'test' && process.env.CI === 'true');
  if (isVital && missing.some((program) => !compared.has(program))) throw new Error(sentence);
  say(`${sentence} Continuing without.`);
}

/** Installs Debian packages; returns the reason if that failed, otherwise undefined. */
function installFailure(packages) {
  if (!isInstalled('apt-get')) return 'This machine has no apt-get to install them.';
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && run('sudo', ['-n', 'true']).status !== 0)
    return 'Installing them needs root, or sudo without a password.';
  say(`installing with apt-get: ${packages.join(' ')}`);
  const [command, ...args] = [...asRoot, 'sh', '-c', aptScript, 'sh', ...packages];
  const { status, output } = run(command, args);
  return status === 0 ? undefined : `apt-get failed:\n${output}`;
}

/** Compares package-lock.json with the copy that npm keeps of what it installed. */
function npmPackagesDiffer() {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).some(([path, wanted]) => {
    if (path === '') return false;
    const found = installed[path];
    // npm does not install optional packages for other platforms.
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
  // tsc is a development package, needed whatever the configuration of npm.
  const { status, output } = run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) throw new Error(`npm ci failed:\n${output}`);
}

function buildIsOld() {
  const built = changedMs(join(root, 'dist/main.js'));
  const configs = readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name));
  // Includes folders, which change when a file is removed.
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

/** Takes the lock and returns the function that releases it. Outside of node_modules, which npm ci removes. */
async function lock() {
  const file = join(tmpdir(), `muster-setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  const mine = `${file}.${process.pid}`;
  for (let reported = false; ; await sleep(200)) {
    try {
      // A link, so that the file never exists without the pid of its holder.
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
    } else if (!reported) {
      say('waiting for another setup of this checkout');
      reported = true;
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

/** Runs a program in the checkout, without input; returns its output for error messages. */
function run(command, args) {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 2 ** 20 };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  return { status, output: error === undefined ? `${stdout}${stderr}` : error.message };
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}
