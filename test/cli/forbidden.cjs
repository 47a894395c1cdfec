// Loaded before muster: whatever starts a process, asks a name or a host, or writes a file says so and ends it.
const { syncBuiltinESMExports } = require('node:module');
const forbid = (module, names) => {
  for (const name of names) {
    module[name] = () => {
      require('node:fs').writeSync(2, `forbidden: ${name}\n`);
      process.kill(process.pid, 'SIGKILL');
    };
  }
};
const fs = require('node:fs');
const { O_WRONLY, O_RDWR } = fs.constants;
const writes = (flags) =>
  typeof flags === 'number' ? (flags & (O_WRONLY | O_RDWR)) !== 0 : /[wa+]/.test(flags ?? 'r');
for (const [module, name] of [
  [fs, 'openSync'],
  [fs.promises, 'open'],
]) {
  const opened = module[name];
  module[name] = (path, flags, ...more) => {
    if (!writes(flags)) return opened.call(module, path, flags, ...more);
    fs.writeSync(2, `forbidden: ${name} ${path}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
}
forbid(fs, [
  'writeFileSync',
  'appendFileSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'createWriteStream',
]);
forbid(fs.promises, [
  'writeFile',
  'appendFile',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'unlink',
  'link',
  'symlink',
  'utimes',
]);
forbid(require('node:child_process'), [
  'spawn',
  'spawnSync',
  'exec',
  'execSync',
  'execFile',
  'execFileSync',
  'fork',
]);
forbid(require('node:net'), ['connect', 'createConnection', 'createServer']);
forbid(require('node:net').Socket.prototype, ['connect']);
forbid(require('node:dgram'), ['createSocket']);
forbid(require('node:dns'), ['lookup', 'resolve']);
syncBuiltinESMExports();
