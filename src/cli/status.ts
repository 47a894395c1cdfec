import { message } from '../core/catalogue/catalogue.ts';
import type { Report } from '../report/document.ts';
import { troubleText } from '../report/planText.ts';
import { statusText, type StatusTextOptions } from '../report/statusText.ts';
import type { Style } from '../report/style.ts';
import { hostStates, viewed, type HostState, type SortKey, type View } from '../report/view.ts';
import {
  Failure,
  print,
  printJson,
  stdoutStyle,
  suggestions,
  useless,
  type CommonOptions,
  type Io,
} from './context.ts';
import type { CheckOptions } from './checkStatus.ts';
import { exits, type Exit } from './exits.ts';
import { look } from './plan.ts';

export interface StatusOptions extends CheckOptions {
  readonly sort?: SortKey;
  /** Each may name several, separated by commas. */
  readonly state?: readonly string[];
  readonly short?: boolean;
  /** Seconds between two looks. */
  readonly watch?: number | true;
}

/** `muster status`: what runs where, as the hosts tell it now. */
export async function status(options: StatusOptions, io: Io): Promise<Exit> {
  if (options.nagios || options.checkMk !== undefined)
    return (await import('./hostVerbs.ts')).checkStatus(options, io);
  if (options.timeout !== undefined) throw useless('--timeout', 'it goes with --nagios or --check-mk');
  const view = viewOf(options);
  if (options.watch !== undefined) return (await import('./hostVerbs.ts')).watchStatus(options, view, io);
  const report = await look('status', options, io);
  if (options.json) printJson(io, viewed(report, view));
  else print(io, statusLines(report, options, view, stdoutStyle(io)));
  return statusExit(report);
}

/** A look as `status` shows it. */
export function statusLines(
  report: Report,
  { quiet, verbose }: CommonOptions,
  view: View,
  style: Style,
  changes?: StatusTextOptions['changes'],
): string[] {
  if (quiet) return troubleText(report, style);
  return statusText(report, style, { all: verbose === true, view, ...(changes && { changes }) });
}

export function statusExit({ brownout, components }: Report): Exit {
  if (brownout.held) return exits.held;
  return components.some(({ missing }) => missing > 0) ? exits.short : exits.ok;
}

/** @throws Failure for a state there is not. */
function viewOf({ sort, state, short }: StatusOptions): View {
  const states = state?.flatMap((text) => text.split(',')).map(hostState);
  return { ...(sort && { sort }), ...(states && { states }), ...(short && { short }) };
}

function hostState(text: string): HostState {
  const known = hostStates.find((state) => state === text);
  if (known === undefined)
    throw new Failure(
      exits.usage,
      message('option-invalid', { option: '--state', found: text, wanted: hostStates.join(', ') }),
      ...suggestions([text], hostStates),
    );
  return known;
}
