import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../../src/report/document.ts';
import type { Fleet, FleetHost } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { allCommands } from '../pilot/sites.ts';
import { Site } from './site.ts';

/** Every command that is shipped and needs nothing special, in order. */
const wholeList = allCommands.filter((name) => name !== 'open-tunnel');

/** A folder on the control VM with pilots in its configuration, and what they bring. */
export class PilotSite extends Site {
  readonly #hosts: Fleet['hosts'];

  constructor(fleet: Fleet) {
    super(fleet);
    this.#hosts = fleet.hosts;
    mkdirSync(join(this.folder, 'site/commands'), { recursive: true });
  }

  /** Writes a file beside `Interface.json`. */
  brings(path: string, text: string): this {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    return this;
  }

  /** A command of the site: `body` is what its function does. */
  command(name: string, body: string, header: Record<string, string> = {}): this {
    const told = {
      summary: `what ${name} is here`,
      stage: 'prepare',
      timeout: '30s',
      failure: 'ends',
      ...header,
    };
    const lines = Object.entries(told).map(([key, value]) => `# ${key}: ${value}`);
    this.brings(
      `site/commands/${name}`,
      ['#!/bin/sh', ...lines, `${name.replaceAll('-', '_')}() {`, body, '}', ''].join('\n'),
    );
    chmodSync(join(this.folder, 'site/commands', name), 0o755);
    return this;
  }

  /** Writes the configuration with one pipe of these types; each has the pilot `all` where it does not say another. */
  pilots(
    types: readonly Record<string, unknown>[],
    content: Record<string, unknown> = {},
    list: readonly string[] = wholeList,
  ): this {
    return this.config({
      toolbox: ['site/commands'],
      pilots: { all: { default: list } },
      backoff: { minUptime: '1s' },
      types: types.map(pilotType),
      ...content,
    });
  }

  /** `status`, again each time that a pilot has written its state, until something is so. Fails with what it was then. */
  async until(isSo: (report: Report) => boolean, what: string): Promise<Report> {
    let report: Report | null = null;
    return until(
      async () => {
        const before = this.#states();
        ({ report } = await this.report('status'));
        if (isSo(report)) return report;
        // Instances come and go without a word of a pilot.
        const deadline = performance.now() + 500;
        await until(() => this.#states() !== before || performance.now() > deadline);
        return null;
      },
      () => `${what}, but: ${JSON.stringify(report, null, 1)}`,
    );
  }

  /** What the pilots of all hosts have last written. */
  #states(): string {
    return this.#hosts
      .map(({ home }) => join(home, '.muster'))
      .flatMap((muster) => namesIn(muster).map((namespace) => join(muster, namespace, 'sandboxes')))
      .flatMap((sandboxes) => namesIn(sandboxes).map((name) => join(sandboxes, name, '.muster/state')))
      .map((file) => (existsSync(file) ? `${file} ${statSync(file).mtimeMs}` : ''))
      .join('\n');
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function pilotType(own: Record<string, unknown>): Record<string, unknown> {
  return { count: 1, on: true, hot: false, pilot: 'all', run: 'exec sleep 300', ...own };
}

/** How many of a component run, and are up. */
export function runningOf({ components }: Report, component: string): number {
  return components.find((one) => one.component === component)?.running ?? 0;
}

/** What is in muster's folder on a host, by a path below it; null where nothing is. */
export async function inMuster(host: FleetHost, command: string): Promise<string> {
  const { stdout } = await host.exec(`cd ~/.muster/default 2>/dev/null && { ${command}; }`);
  return stdout.trim();
}

/** Returns when nothing runs on a host for its login user but sessions of its sshd. */
export async function emptied(host: FleetHost): Promise<void> {
  const left = (): string[] =>
    host
      .processes()
      .filter(({ uid, state, command }) => uid !== 0 && state !== 'Z' && !command.startsWith('sshd'))
      .map(({ command }) => command);
  await until(
    () => left().length === 0,
    () => `nothing runs on ${host.name}, but: ${left().join('\n')}`,
  );
}
