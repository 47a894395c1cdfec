import { defaults } from './defaults.ts';
import {
  comment,
  durationOrNever,
  environmentName,
  environmentNames,
  fileName,
  handedOver,
  hostSelector,
  label,
  placement,
  positive,
  processKey,
  title,
  whole,
} from './kinds.ts';
import { pilotKeys } from './pilotSchema.ts';

const submitter = {
  ...fileName,
  description: 'The script that starts one instance and returns; needed, unless there is a `pilot`.',
} as const;
const key = {
  ...processKey,
  description:
    'Text looked for in the command line of a process; needed with `submitter`. Unset with a `pilot`, it is the mark that every pilot has.',
} as const;

/** An entry of `types`: what a submitter starts, or what a pilot brings up. */
export const typeSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'count', 'hot', 'on'],
  dependentRequired: { pilot: ['run'] },
  if: { required: ['pilot'] },
  // The properties are here once more for the sentence on what is missing.
  else: { required: ['submitter', 'key'], properties: { submitter, key } },
  properties: {
    '//': comment,
    name: { ...title, description: 'Its name, once in the pipe: `pipe0/bundler` is the component.' },
    description: { type: 'string', maxLength: 1000, description: 'For people.' },
    count: { ...whole, description: 'How many instances are wanted.' },
    on: {
      type: 'boolean',
      description: '`false`: start none; what runs goes on, unless `surplus` is "stop".',
    },
    submitter,
    key,
    hot: {
      type: ['boolean', 'integer'],
      minimum: 0,
      maximum: 100_000,
      description: 'How many hot slots of a host one instance takes; `true` is 1, `false` is 0.',
    },
    args: { type: 'array', items: handedOver, maxItems: 256, description: 'Arguments of the submitter.' },
    env: {
      type: 'object',
      additionalProperties: false,
      maxProperties: 257,
      properties: { '//': comment },
      propertyNames: environmentNames,
      patternProperties: { [environmentName]: handedOver },
      description: "Environment of the submitter. Names beginning with `MUSTER_` are muster's own.",
    },
    priority: {
      type: 'integer',
      minimum: -1_000_000,
      maximum: 1_000_000,
      default: defaults.priority,
      description: 'Higher is placed first; then the order of the file.',
    },
    hosts: {
      ...hostSelector,
      type: ['string', 'array'],
      items: hostSelector,
      minItems: 1,
      description:
        'The hosts it may be started on: all that are named (all there are, if none is), less those with `!`.',
    },
    maxPerHost: { ...positive, description: 'Instances of it that one host may hold; no limit if unset.' },
    pool: { ...label, description: 'The limit of `pools` it shares.' },
    placement: { ...placement, description: 'As the `placement` of the file, which holds if unset.' },
    lifetime: {
      enum: ['long', 'short'],
      default: defaults.lifetime,
      description: '`short`: meant to end by itself, so that ending soon is no failure.',
    },
    lostAfter: {
      ...durationOrNever,
      description: 'As `safety.lostAfter`, which holds if unset; `never` for what must not run twice.',
    },
    surplus: {
      enum: ['keep', 'stop'],
      default: defaults.surplus,
      description:
        '`stop`: instances beyond `count`, or of a type that is off, are stopped, the youngest on the fullest host first.',
    },
    ...pilotKeys,
  },
} as const;
