import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config, ConfigComponent, Finding } from '../../src/interface/config.ts';
import { loadInterface } from '../../src/interface/load.ts';
import { pilotFindings } from '../../src/pilot/findings.ts';
import { codes } from '../interface/samples.ts';

/** A command's file that is sound, but for what is given. */
export function commandText(
  name: string,
  header: { stage?: string; timeout?: string; failure?: string; foreground?: string } = {},
  functions?: string,
): string {
  const { stage = 'prepare', timeout = '30s', failure = 'ends', foreground } = header;
  return [
    '#!/bin/sh',
    `# summary: tests ${name}`,
    `# stage: ${stage}`,
    `# timeout: ${timeout}`,
    `# failure: ${failure}`,
    ...(foreground === undefined ? [] : [`# foreground: ${foreground}`]),
    functions ?? `${name.replaceAll('-', '_')}() {\n  true\n}\n`,
  ].join('\n');
}

/** The shipped commands in their usual order. */
export const allCommands = [
  'check-host',
  'make-sandbox',
  'open-tunnel',
  'stage-files',
  'prepare-environment',
  'run-tests',
  'configure',
  'run-component',
  'report-usage',
  'collect-output',
  'clean-up',
];

/** A folder with an `Interface.json` and what stands beside it. */
export class PilotSite implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-pilot-'));
  readonly file = join(this.folder, 'Interface.json');

  write(path: string, text: string): this {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    return this;
  }

  /** One component, `p/a`, with a pilot of all commands; but for what is given. */
  config(type: object = {}, own: object = {}): this {
    const piloted = { name: 'a', count: 1, hot: false, on: true, pilot: 'lta', run: 'sleep 100', ...type };
    const common = {
      hotlimit: 2,
      available: [{ host: 'n-1', kind: 'gpu', user: 'ops' }, 'n-2'],
      pilots: { lta: { default: allCommands } },
      pipes: [{ pipe: 'p', types: [piloted] }],
    };
    return this.write('Interface.json', JSON.stringify({ ...common, ...own }));
  }

  async load(): Promise<{
    config: Config;
    component: ConfigComponent;
    errors: string[];
    warnings: string[];
    /** What is wrong, the errors first. */
    findings: Finding[];
  }> {
    const loaded = await loadInterface(this.file);
    if (!loaded.ok) throw new Error(codes(loaded.errors).join('\n'));
    const { config, document } = loaded;
    const { errors, warnings } = await pilotFindings(config, document);
    const [component] = config.components;
    if (component === undefined) throw new Error('no component');
    const findings = [...errors, ...warnings];
    return { config, component, errors: codes(errors), warnings: codes(warnings), findings };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
