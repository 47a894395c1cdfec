import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { buildPage } from './page.mjs';

// Bundles src/ into a few files in dist/, because node takes about a millisecond to load a file, which dominates the start of a
// verb. `dependencies` of package.json stay outside; development packages that src/ imports are bundled, with their licences.
// dist/ has no subfolders, so that `../` is the package from every file, as it is from src/.
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
  // Prefer the modules that a package has for bundlers.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  // Bundled CommonJS uses this to load modules of node. The first loads nothing; Node 22.0 to 22.2 have only the second.
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
// Dynamic imports become separate files. The practice host is a separate program. Pilots are a separate build, because they share
// much code with the rest but are loaded only if the configuration has pilots.
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

/** Removes commander's support for subcommands that are programs: muster has none, and loading it takes milliseconds. */
function withoutPrograms({ onResolve, onLoad }) {
  onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
    /node_modules\/commander\//.test(importer) ? { path: 'child_process', namespace: 'nothing' } : null,
  );
  onLoad({ filter: /^/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
}

/** Imports the separate build of the pilots by its file name. */
function pilotsApart({ onResolve }) {
  onResolve({ filter: /\/pilot\/pilots\.ts$/ }, ({ kind }) =>
    kind === 'dynamic-import' ? { path: './pilots.js', external: true } : null,
  );
}

/** The folders of the npm packages among the inputs. */
function packagesIn(inputs) {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].toSorted();
}

/** The licences of these packages, which require that they are distributed with the build. */
function licencesOf(folders) {
  const texts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined) throw new Error(`${folder} is bundled, but contains no licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
  return `Parts of these packages are in the files beside this one.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
