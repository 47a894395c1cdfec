import { alertCodes } from './alertCodes.ts';
import { commandCodes } from './commandCodes.ts';
import { configCodes } from './configCodes.ts';
import { doctorCodes } from './doctorCodes.ts';
import type { Entry, Params } from './entry.ts';
import { hostCodes } from './hostCodes.ts';
import { hostLaunchCodes } from './hostLaunchCodes.ts';
import { launchCodes } from './launchCodes.ts';
import { logsCodes } from './logsCodes.ts';
import { passCodes } from './passCodes.ts';
import { pilotCodes } from './pilotCodes.ts';
import { planCodes } from './planCodes.ts';

/** The areas of the catalogue, in the order of docs/codes.md. */
export const areas = {
  'Why an instance is not started, or is stopped': planCodes,
  'Outcomes of launches and stops': { ...launchCodes, ...hostLaunchCodes },
  'Hosts that did not answer': hostCodes,
  'Problems of a pass': passCodes,
  Alerts: alertCodes,
  'Errors and warnings in Interface.json': configCodes,
  'Errors and warnings of pilots': pilotCodes,
  'Findings of muster doctor': doctorCodes,
  'What muster logs reports': logsCodes,
  'Errors of commands': commandCodes,
} as const;

const catalogue = {
  ...planCodes,
  ...launchCodes,
  ...hostLaunchCodes,
  ...hostCodes,
  ...passCodes,
  ...alertCodes,
  ...configCodes,
  ...pilotCodes,
  ...doctorCodes,
  ...logsCodes,
  ...commandCodes,
} as const;

/** Every reason, problem, finding and error of muster has one of these. */
export type Code = keyof typeof catalogue;

type ParamsOf<C extends Code> = Parameters<(typeof catalogue)[C]['text']>[0];

/** A reason, problem, detail, finding or error: for programs (`code`, `params`) and for people (`text`, `remedy`). */
export interface Message {
  readonly code: Code;
  readonly text: string;
  readonly params: Params;
  /** What to do about it, with the command to type where there is one. */
  readonly remedy?: string;
}

/** The message of a code. The catalogue has its text; `params` is what the text is made of. */
export function message<C extends Code>(
  code: C,
  ...[params = {} as ParamsOf<C>]: {} extends ParamsOf<C> ? [params?: ParamsOf<C>] : [params: ParamsOf<C>]
): Message {
  const { text, fix } = catalogue[code] as Entry;
  const remedy = fix?.(params);
  return { code, text: text(params), params, ...(remedy !== undefined && { remedy }) };
}

/**
 * A message that was read from a file: as it was written, with a code that this version may not know. A text alone, as
 * muster 0.1 wrote it, has the code `unrecorded`; null for anything else.
 */
export function storedMessage(value: unknown): Message | null {
  if (typeof value === 'string') return { code: 'unrecorded', text: value, params: {} };
  if (typeof value !== 'object' || value === null || !('code' in value) || !('text' in value)) return null;
  const { code, text } = value;
  if (typeof code !== 'string' || typeof text !== 'string') return null;
  const params = 'params' in value && isParams(value.params) ? value.params : {};
  const remedy = 'remedy' in value && typeof value.remedy === 'string' ? { remedy: value.remedy } : {};
  return { code: code as Code, text, params, ...remedy };
}

/** One of those that have the same code and text, where the first of them stands. */
export function distinct(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((one) => [`${one.code} ${one.text}`, one])).values()];
}

/** For what is kept: no text of it, nor of what it is made of, has more than so many characters. */
export function shortened(whole: Message, most: number): Message {
  const params = Object.entries(whole.params).map(
    ([name, param]) => [name, typeof param === 'string' ? param.slice(0, most) : param] as const,
  );
  return { ...whole, text: whole.text.slice(0, most), params: Object.fromEntries(params) };
}

function isParams(value: unknown): value is Params {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (param) =>
        param === null ||
        ['string', 'number', 'boolean'].includes(typeof param) ||
        (Array.isArray(param) && param.every((item) => typeof item === 'string')),
    )
  );
}
