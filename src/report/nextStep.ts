import { resolve } from 'node:path';
import { isEarlyEnd } from '../core/earlyEnds.ts';
import { isPilotEnd } from '../core/pilotReport.ts';
import { isOfVanished } from '../core/vanished.ts';
import { shellWord } from '../remote/shellWord.ts';
import { harmless } from './harmless.ts';

/* Commands that a text names, whole, so that they can be copied. */

/** ` -c FILE` with the blank before it; nothing for the file that is taken by itself in this folder. */
export function configOption(file: string, folder = process.cwd()): string {
  return file === resolve(folder, 'Interface.json') ? '' : ` -c ${harmless(shellWord(file))}`;
}

/** What shows more of a failure, and how. */
export interface NextStep {
  readonly what: string;
  readonly command: string;
}

/**
 * What to look at after this failure; null where its own words say all there is.
 *
 * @param why as it is kept: of a component as a whole it begins with its host, `on n1: `
 * @param host where it failed, for one that does not
 * @param option `-c FILE` as it is to stand behind the command
 */
export function nextStep(
  component: string,
  why: string,
  host: string | undefined,
  option: string,
): NextStep | null {
  if (isOfVanished(why))
    return { what: 'what its key counts', command: `muster match ${component}${option}` };
  const where = /^on (\S+): /.exec(why)?.[1] ?? host;
  if ((!isEarlyEnd(why) && !isPilotEnd(why)) || where === undefined) return null;
  return {
    what: 'what it printed',
    command: harmless(`muster logs ${component} ${shellWord(where)}${option}`),
  };
}

/** `; muster logs p/a n1 shows what it printed`, behind an instance that ended early; nothing behind anything else. */
export function earlyEndHint(
  component: string,
  why: string,
  host: string | undefined,
  option: string,
): string {
  const step = isEarlyEnd(why) ? nextStep(component, why, host, option) : null;
  return step === null ? '' : `; ${step.command} shows ${step.what}`;
}
