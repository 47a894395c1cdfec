import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The parts that a pass fills in: each occurs exactly once in the page. */
const places = ['title', 'summary', 'data'];

/**
 * Writes the page as one file: the template with script and style of `src/page/browser/`, and a content policy that allows only
 * these two, by their hashes, so that nothing that a pass fills in can run. Returns the bundled inputs, for their licences.
 */
export async function buildPage(root, file) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/page/browser/main.ts', 'src/page/browser/styles/main.css'],
    entryNames: '[ext]/[name]',
    outdir: 'dist',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    tsconfig: 'src/page/browser/tsconfig.json',
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
  const script = text('.js');
  const style = text('.css');
  // These would end the element, or begin a comment that hides its end.
  for (const part of [script, style])
    if (/<\/(?:script|style)|<!--/i.test(part))
      throw new Error('script or style contains text that cannot be embedded in HTML');
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = filled(readFileSync(join(root, 'src/page/template.html'), 'utf8'), {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    style: `<style>${style}</style>`,
    script: `<script>${script}</script>`,
  });
  for (const place of places)
    if (page.split(`<!--muster:${place}-->`).length !== 2)
      throw new Error(`the page must have exactly one place for its ${place}`);
  writeFileSync(file, page);
  return Object.keys(metafile.inputs);
}

function filled(template, parts) {
  return template
    .replaceAll(/^ +/gm, '')
    .replaceAll(/<!--muster:(policy|style|script)-->/g, (_, part) => parts[part]);
}

/** In the notation of a content policy. */
function hash(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
