import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Config, ConfigComponent, ConfigHost } from '../interface/config.ts';
import { bundleName, marker, type BundleFile } from '../remote/bundle.ts';
import { shellQuote } from '../remote/quote.ts';
import { clientFileContent, clientPaths } from './files.ts';
import { scriptFile } from './prepared.ts';
import { quotedLines } from './quotedLines.ts';
import { runtimeText } from './runtime.ts';
import { workshopOf } from './workshop.ts';

/** What clouds commonly take of user data. */
export const commonLimitBytes = 16 * 1024;

/**
 * User data of cloud-init for a virtual machine that brings its component up itself: it writes the script and the
 * files that go with it, and runs the pilot as `user` once the machine is up. The coordinator counts it as soon as it
 * can look there. The same input gives the same bytes.
 *
 * @param host the name it has in `Interface.json`; null where it has none so far
 * @param user a login that is there on the machine, the one that muster has there
 * @throws PilotFault where a part cannot be had
 */
export async function cloudInit(
  config: Config,
  component: ConfigComponent,
  host: ConfigHost | null,
  user: string,
): Promise<string> {
  const kind = host?.kind ?? null;
  const runtime = await runtimeText();
  const whole = await workshopOf(config).script(component, kind);
  // Its comments alone would take more than a quarter of what there is room for.
  const script = scriptFile(whole.replace(runtime, () => withoutComments(runtime)));
  const { pilot } = component;
  const files = await Promise.all(
    (pilot === null ? [] : clientPaths(pilot)).map((path) => clientFileContent(pilot?.folder ?? '', path)),
  );
  const bundles = [script, ...files].map((file) => ({ bundle: bundleName([file]), file }));
  const bringUp = bringUpScript(config, component, host, bundles);
  const folder = `/var/lib/muster-pilot/${digest(bringUp)}`;
  const written = [
    ...bundles.map(({ bundle, file }) => ({
      path: `${folder}/${bundle}/${file.name}`,
      content: file.content,
      permissions: file.executable ? '0700' : '0600',
    })),
    { path: `${folder}/bring-up`, content: Buffer.from(bringUp), permissions: '0600' },
  ];
  return [
    '#cloud-config',
    `# Brings up ${component.id} of the namespace ${config.namespace} on this machine, as ${user}; made by muster pilot render.`,
    'write_files:',
    ...written.flatMap(({ path, content, permissions }) => [
      `  - path: ${JSON.stringify(path)}`,
      `    owner: ${JSON.stringify(user)}`,
      `    permissions: "${permissions}"`,
      // When the users are there.
      '    defer: true',
      '    encoding: gz+b64',
      `    content: ${gzipSync(content, { level: 9 }).toString('base64')}`,
    ]),
    'runcmd:',
    `  - ${JSON.stringify(['su', '-s', '/bin/sh', '-c', `exec /bin/sh ${folder}/bring-up ${folder}`, user])}`,
    `  - ${JSON.stringify(['rm', '-rf', folder])}`,
    '',
  ].join('\n');
}

/** Without the lines that are comments and nothing else; what is quoted stays, and where that cannot be told all of it. */
function withoutComments(text: string): string {
  const lines = text.split('\n');
  const quoted = quotedLines(lines);
  return lines
    .filter((line, index) => quoted === null || quoted[index] === true || !/^\s*#/.test(line))
    .join('\n');
}

/** Run as the login user: puts everything where a launch over ssh would have put it, and starts the pilot as that does. */
function bringUpScript(
  { namespace }: Config,
  component: ConfigComponent,
  host: ConfigHost | null,
  bundles: readonly { readonly bundle: string; readonly file: BundleFile }[],
): string {
  const [script] = bundles;
  const environment = {
    MUSTER_COMPONENT: component.id,
    MUSTER_PIPE: component.pipe,
    MUSTER_TYPE: component.type,
    MUSTER_KEY: component.key,
    MUSTER_NAMESPACE: namespace,
    ...(host === null ? {} : { MUSTER_HOST: host.name }),
  };
  return [
    'set -e',
    'cd "$HOME"',
    `b="$HOME"/${shellQuote(`.muster/${namespace}/bundles`)}`,
    'mkdir -p "$b"',
    `for one in ${bundles.map(({ bundle }) => bundle).join(' ')}; do`,
    `  [ -e "$b/$one/${marker}" ] && continue`,
    '  rm -rf "$b/.new-$one"',
    '  cp -R "$1/$one" "$b/.new-$one"',
    `  : >"$b/.new-$one/${marker}"`,
    '  mv "$b/.new-$one" "$b/$one"',
    'done',
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${shellQuote(value)}`),
    `cd "$b/${script?.bundle ?? ''}"`,
    'exec ./pilot </dev/null',
    '',
  ].join('\n');
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
