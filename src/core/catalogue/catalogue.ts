import { alertCodes } from './alertCodes.ts';
import { commandCodes } from './commandCodes.ts';
import { configCodes } from './configCodes.ts';
import { doctorCodes } from './doctorCodes.ts';
import type { Entry, Params } from './entry.ts';
import { hostCodes } from './hostCodes.ts';
import { launchCodes } from './launchCodes.ts';
import { logsCodes } from './logsCodes.ts';
import { passCodes } from './passCodes.ts';
import { pilotCodes } from './pilotCodes.ts';
import { planCodes } from './planCodes.ts';

/** The areas of the catalogue, in the order of docs/codes.md. */
export const areas = {
  'Why an instance is not started, or is stopped': planCodes,
  'Outcomes of launches and stops': launchCodes,
  'Hosts that did not answer': hostCodes,
  'Problems of a pass': passCodes,
  Alerts: alertCodes,
  'Errors and warnings in Interface.json': configCodes,
  'Errors and warnings of pilots': pilotCodes,
  'Findings of muster doctor': doctorCodes,
  'What muster logs reports': logsCodes,
  'Errors of commands': commandCodes,
} as const;

type Areas = typeof areas;
type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
type Catalogue = Intersection<Areas[keyof Areas]>;

const catalogue = Object.assign({}, ...Object.values(areas)) as Catalogue;

/** Every reason, problem, finding and error of muster has one of these. */
export type Code = keyof Catalogue;

type ParamsOf<C extends Code> = Parameters<Catalogue[C]['text']>[0];

/** A reason, problem, detail, finding or error: for programs (`code`, `params`) and for people (`text`, `remedy`). */
export interface Message {
  readonly code: Code;
  readonly text: string;
  readonly params: Params;
  /** What to do in this case, with the command to type. Absent where the catalogue has no more than a general remedy. */
  readonly remedy?: string;
}

/** The message of a code. The catalogue has its text; `params` is what the text is made of. */
export function message<C extends Code>(
  code: C,
  ...[params = {} as ParamsOf<C>]: {} extends ParamsOf<C> ? [params?: ParamsOf<C>] : [params: ParamsOf<C>]
): Message {
  const { text, remedyFor } = catalogue[code] as Entry;
  const remedy = remedyFor?.(params);
  return { code, text: text(params), params, ...(remedy !== undefined && { remedy }) };
}

/**
 * What to print of what to do about it: the message's own remedy, or the general one of its code; null for neither.
 *
 * @param host stands for `HOST` in the general remedy.
 */
export function remedyOf({ code, remedy }: Pick<Message, 'code' | 'remedy'>, host = 'HOST'): string | null {
  // A file of another version may have a code that this one does not know.
  return remedy ?? (catalogue[code] as Entry | undefined)?.remedy?.replaceAll(/\bHOST\b/g, host) ?? null;
}

/** A message with what to do about it, as it is printed where both are on one line. */
export function withRemedy(message: Pick<Message, 'code' | 'text' | 'remedy'>, host?: string): string {
  const remedy = remedyOf(message, host);
  if (remedy === null) return message.text;
  return `${message.text}${/[.!?]$/.test(message.text) ? '' : '.'} ${remedy}`;
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

/** Removes messages whose code and text occurred before; keeps the order. */
export function distinct(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((one) => [`${one.code} ${one.text}`, one])).values()];
}

/** Cuts the text and each text parameter to `maxChars`, for messages that are stored. */
export function shortened(message: Message, maxChars: number): Message {
  const params = Object.entries(message.params).map(
    ([name, param]) => [name, typeof param === 'string' ? param.slice(0, maxChars) : param] as const,
  );
  return { ...message, text: message.text.slice(0, maxChars), params: Object.fromEntries(params) };
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
