import { resolve } from 'node:path';
import { formatVersion } from '../report/document.ts';
import { harmless } from '../report/harmless.ts';
import { many } from '../report/style.ts';
import {
  findingText,
  loadWithPilots,
  print,
  printJson,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';

/** `muster check`: everything that is wrong with `Interface.json`, and what looks as if it were. */
export async function check(options: CommonOptions, io: Io): Promise<Exit> {
  const loaded = await loadWithPilots(options.config);
  const errors = loaded.ok ? [] : loaded.errors;
  const { ok, warnings } = loaded;
  if (options.json) {
    const config = resolve(io.cwd, options.config);
    printJson(io, { formatVersion, command: 'check', config, ok, errors, warnings });
    return ok ? exits.ok : exits.config;
  }
  const style = stdoutStyle(io);
  const shown = options.quiet
    ? []
    : warnings.map((warning) => findingText(options.config, style.yellow('warning'), warning));
  print(io, [...errors.map((error) => findingText(options.config, style.red('error'), error)), ...shown]);
  if (!options.quiet) {
    const found = [many(errors.length, 'error'), many(warnings.length, 'warning')].join(', ');
    const what = loaded.ok
      ? ` ${many(loaded.config.hosts.length, 'host')}, ${many(loaded.config.components.length, 'component')}.`
      : '';
    print(io, [style.bold(`${harmless(options.config)}: ${found}.${what}`)]);
  }
  return ok ? exits.ok : exits.config;
}
