import type { Report } from '../report/document.ts';
import { troubleText } from '../report/planText.ts';
import { statusText } from '../report/statusText.ts';
import { print, printJson, stdoutStyle, type CommonOptions, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { look } from './plan.ts';

/** `muster status`: what runs where, as the hosts tell it now. */
export async function status(options: CommonOptions, io: Io): Promise<Exit> {
  const report = await look('status', options, io);
  if (options.json) printJson(io, report);
  else if (options.quiet) print(io, troubleText(report, stdoutStyle(io)));
  else print(io, statusText(report, stdoutStyle(io), options.verbose === true));
  return statusExit(report);
}

function statusExit({ brownout, components }: Report): Exit {
  if (brownout.held) return exits.held;
  return components.some(({ missing }) => missing > 0) ? exits.short : exits.ok;
}
