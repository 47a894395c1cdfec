import { message } from '../core/catalogue/catalogue.ts';
import { resolve } from 'node:path';
import { pageOf, writePage } from '../monitor/page.ts';
import type { Shown } from '../monitor/show.ts';
import { Failure, invalid, loadConfig, print, say, type CommonOptions, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { lookWith } from './plan.ts';

export interface PageOptions extends CommonOptions {
  /** `-` for stdout. */
  readonly output?: string;
}

/** `muster page`: the page a pass leaves, as things stand now. Looks at the hosts as `plan` does, and starts nothing. */
export async function page(options: PageOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options, io);
  const file = fileFor(options, config.monitor.page, io);
  const report = await lookWith(config, { command: 'plan', planned: config }, options, io);
  const shown: Shown = { config, report, tookMs: null };
  if (file === null) {
    io.stdout.write(await pageOf(shown));
    return exits.ok;
  }
  const faults = await writePage(shown, file);
  if (faults.length > 0) throw new Failure(exits.internal, faults);
  if (options.output === undefined && !options.quiet)
    say(io, ['The page is written; passes write it anew there:']);
  if (!options.quiet) print(io, [file]);
  return exits.ok;
}

/** @returns null for stdout */
function fileFor({ output }: PageOptions, page: string | null, io: Io): string | null {
  if (output === '-') return null;
  if (output === '') throw invalid('-o', '', 'the name of a file, or -,');
  if (output !== undefined) return resolve(io.cwd, output);
  if (page !== null) return page;
  throw new Failure(
    exits.usage,
    message('page-place-missing'),
    'muster page -o FILE writes it there, -o - prints it',
  );
}
