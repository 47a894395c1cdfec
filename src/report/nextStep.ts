import { resolve } from 'node:path';
import type { Message } from '../core/catalogue/catalogue.ts';
import { isPilotEnd } from '../core/pilotReport.ts';
import { shellWord } from '../remote/shellWord.ts';
import { harmless } from './harmless.ts';
import { isGoneSilently, isWhy } from './pilotText.ts';
import type { PilotDocument } from './pilotDocument.ts';

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
 * @param failed why it failed last, and where; without the host there is nothing to look at there
 * @param option `-c FILE` as it is to stand behind the command
 * @param there hosts with what runs there: beside an instance that runs, the output of another launch is told by its id
 */
export function nextStep(
  component: string,
  { why, lastHost: where }: Failed,
  option: string,
  there: readonly WhatRuns[] = [],
): NextStep | null {
  if (why.code === 'launch-vanished')
    return { what: 'what its key counts', command: `muster match ${component}${option}` };
  if ((!isEarlyEnd(why) && !isPilotEnd(why)) || where === undefined) return null;
  return {
    what: 'what it printed',
    command: harmless(
      `muster logs ${component} ${shellWord(where)}${launchOption(component, why, where, there)}${option}`,
    ),
  };
}

/** Why something failed last, and where. */
export interface Failed {
  readonly why: Message;
  readonly lastHost?: string | undefined;
}

function isEarlyEnd({ code }: Message): boolean {
  return code === 'ended-early';
}

/** What runs on a host, and which pilots are known there: of a report, or of one on a component. */
export interface WhatRuns {
  readonly host: string;
  readonly pilots?: readonly PilotDocument[];
  /** By component; those pending included. */
  readonly components?: Record<string, number>;
  /** Of the component that is asked for. */
  readonly running?: number;
}

/** ` --launch ID` with the blank before it, where something else of it runs there; nothing where no pilot tells the launch. */
function launchOption(component: string, why: Message, where: string, there: readonly WhatRuns[]): string {
  const found = there.find(({ host }) => host === where);
  const runs = found?.running ?? found?.components?.[component] ?? 0;
  if (found === undefined || runs === 0) return '';
  const failed = (found.pilots ?? []).find(
    (pilot) =>
      pilot.component === component && (isWhy(why, pilot) || (isEarlyEnd(why) && isGoneSilently(pilot))),
  );
  return failed === undefined ? '' : ` --launch ${shellWord(failed.launchId)}`;
}

/** `; muster logs p/a n1 shows what it printed`, behind an instance that ended early; nothing behind anything else. */
export function earlyEndHint(
  component: string,
  failed: Failed,
  option: string,
  there: readonly WhatRuns[],
): string {
  const step = isEarlyEnd(failed.why) ? nextStep(component, failed, option, there) : null;
  return step === null ? '' : `; ${step.command} shows ${step.what}`;
}
