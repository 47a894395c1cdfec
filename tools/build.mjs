import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { buildPage } from './page.mjs';

// src/ as a few files in dist/: node takes about a millisecond for each file it loads, which is what a verb's start is made of.
// What package.json has as `dependencies` stays outside; a development package that src/ imports becomes part of the build, and
// its licence with it. All files lie side by side, so that `../` is the package from each of them, as it is from src/.
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const common = {
  absWorkingDir: root,
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(dependencies),
  // Where a package has modules for bundlers, they are taken.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  // By it CommonJS that became part of the build asks for node's own modules. The first takes no loading; Node 22.0 to 22.2
  // have the second alone.
  banner: {
    js: "const require = process.getBuiltinModule ?? (await import('node:module')).createRequire(import.meta.url);",
  },
  plugins: [
    { name: 'no-programs-of-commander', setup: withoutPrograms },
    { name: 'pilots-apart', setup: pilotsApart },
  ],
  metafile: true,
  logLevel: 'warning',
};
// What is loaded when it is called for stays in files of its own. A practice host is a program of its own, and pilots, which
// share much with everything else and are loaded where there are some alone, are a piece of their own for that.
const built = [
  await build({ ...common, entryPoints: ['src/main.ts'], splitting: true }),
  await build({ ...common, entryPoints: ['src/practice/server.ts'] }),
  await build({ ...common, entryPoints: ['src/pilot/pilots.ts'] }),
];
const inputs = [
  ...built.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  ...(await buildPage(root, join(dist, 'page.html'))),
];
const outputs = built.flatMap(({ metafile }) => Object.keys(metafile.outputs));

const licences = licencesOf(packagesIn(inputs));
writeFileSync(join(dist, 'LICENSES'), licences);
const made = new Set([...outputs.map((path) => basename(path)), 'LICENSES', 'page.html']);
for (const name of readdirSync(dist)) if (!made.has(name)) rmSync(join(dist, name), { recursive: true });
chmodSync(join(dist, 'main.js'), 0o755);

/** commander can have subcommands that are programs. muster has none, and to load what starts them takes milliseconds. */
function withoutPrograms({ onResolve, onLoad }) {
  onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
    /node_modules\/commander\//.test(importer) ? { path: 'child_process', namespace: 'nothing' } : null,
  );
  onLoad({ filter: /^/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
}

/** What is built in a run of its own is asked for by the name it has there. */
function pilotsApart({ onResolve }) {
  onResolve({ filter: /\/pilot\/pilots\.ts$/ }, ({ kind }) =>
    kind === 'dynamic-import' ? { path: './pilots.js', external: true } : null,
  );
}

/** The folders of the npm packages that inputs are of. */
function packagesIn(inputs) {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].toSorted();
}

/** What they are allowed to be used under, as they ask for it to be told. */
function licencesOf(folders) {
  const told = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined)
      throw new Error(`${folder} is to be part of the build, and has no licence with it`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
  return `Parts of these packages are in the files beside this one.\n\n${told.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
