import { defaults } from './defaults.ts';
import { absolutePath, comment, label, port, positive, timeout } from './kinds.ts';
import {
  commandName,
  componentName,
  fileBelow,
  hostFile,
  hostPlace,
  line,
  lineOrNothing,
  login,
  place,
  program,
  publicKey,
  service,
  serviceName,
  serviceNames,
  settingName,
  settingNames,
  sha256,
  size,
} from './pilotKinds.ts';

const commands = { type: 'array', items: commandName, minItems: 1, maxItems: 64 } as const;

/** An entry of `pilots`: a list of commands for each kind of host. */
export const pilotSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['default'],
  description:
    'A pilot: the commands that bring a component up, in order. Beside `default` it may have lists for hosts of a `kind`, each under its name.',
  properties: {
    '//': comment,
    default: { ...commands, description: 'The commands on hosts of no kind, or of one without a list.' },
  },
  propertyNames: { type: 'string', title: label.title },
  patternProperties: { [label.pattern.replace('^', '^(?!default$)')]: commands },
} as const;

/** An entry of `environments`. */
export const environmentSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['type'],
  description: 'An environment: what a component finds installed, made once per host for all that name it.',
  properties: {
    '//': comment,
    type: {
      enum: ['none', 'path', 'venv', 'conda', 'shell'],
      description:
        '`venv` and `conda` are built; `path` is there already; `shell` is its `setup` lines alone; `none` is nothing.',
    },
    mode: {
      enum: ['create', 'use', 'recreate', 'update', 'private'],
      description:
        '`create`: use it, build it if it is not there. `use`: it must be there. `recreate`: build it anew. `update`: build it anew when its definition changed. `private`: for each instance its own. `create` if unset; with the type `path`, `use`.',
    },
    python: {
      ...program,
      default: defaults.environment.python,
      description: 'The Python it is built with: of a `venv` or a `conda` environment.',
    },
    path: { ...absolutePath, description: 'Where it is: of the type `path`.' },
    requirements: {
      type: 'array',
      items: line,
      maxItems: 256,
      description:
        'What is installed in a `venv` or a `conda` environment: files beside `Interface.json` (wheels and archives; lists end in `.txt` or `.yml`), absolute paths of the host, or what pip and conda take, such as `requests==2.31`.',
    },
    setup: {
      type: 'array',
      items: line,
      maxItems: 64,
      description:
        'Lines of a shell before anything else, such as `module load python`; the first that fails ends the pilot.',
    },
  },
} as const;

const lines = { type: 'array', items: line, maxItems: 64 } as const;

/** The keys of a type that a pilot brings up. */
export const pilotKeys = {
  pilot: { ...label, description: 'The entry of `pilots` that brings it up, in place of a `submitter`.' },
  run: { ...line, description: 'The line that is the component, in its sandbox; with `pilot`.' },
  environment: { ...label, description: 'The entry of `environments` it runs in; with `pilot`.' },
  requires: {
    type: 'object',
    additionalProperties: false,
    description: 'What a host must have for it; one that has not is left out for a while; with `pilot`.',
    properties: {
      '//': comment,
      commands: { type: 'array', items: program, maxItems: 64, description: 'Programs.' },
      paths: { type: 'array', items: absolutePath, maxItems: 64, description: 'Files and folders.' },
      disk: { ...size, description: 'Free where sandboxes are.' },
      memory: { ...size, description: 'Free memory.' },
      cores: { ...positive, description: 'Processors.' },
    },
  },
  stage: {
    type: 'array',
    maxItems: 256,
    description: 'Files it finds when it starts; with `pilot`.',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['source', 'target'],
      properties: {
        '//': comment,
        source: { ...place, description: 'Where from.' },
        target: { ...hostPlace, description: 'Where to; with "/" at its end, into that folder.' },
        action: {
          enum: ['transfer', 'copy', 'link', 'move', 'download', 'unpack'],
          description:
            'Unset, `transfer` for what is beside `Interface.json`, `download` for an address, else `copy`. `unpack` takes an archive, and a folder as its target.',
        },
        sha256: { ...sha256, description: 'What the file must have, whatever its way.' },
      },
    },
  },
  collect: {
    type: 'array',
    maxItems: 256,
    description: 'Files that are kept when it has ended; with `pilot`.',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['source', 'target'],
      properties: {
        '//': comment,
        source: { ...hostPlace, description: 'Where from.' },
        target: { ...hostPlace, description: 'Where to; with "/" at its end, into that folder.' },
        action: {
          enum: ['copy', 'link', 'move'],
          default: defaults.collectAction,
          description: 'How.',
        },
      },
    },
  },
  preExec: {
    ...lines,
    description: 'Lines before `run`, in the same shell; the first that fails ends the pilot; with `pilot`.',
  },
  tests: {
    ...lines,
    description: 'Probes of the site: 0 is good, 1 a warning, 2 an error; with `pilot`.',
  },
  settings: {
    type: 'object',
    additionalProperties: false,
    required: ['file', 'values'],
    description: 'A file of settings that is written for it; with `pilot`.',
    properties: {
      '//': comment,
      file: { ...fileBelow, description: 'Where.' },
      format: {
        enum: ['env', 'ini', 'json'],
        default: defaults.settingsFormat,
        description:
          'How: lines `NAME=value`, keys in one section `settings` (and one more, `muster`, with what muster knows of the launch), or one object.',
      },
      values: {
        type: 'object',
        additionalProperties: false,
        maxProperties: 257,
        properties: { '//': comment },
        propertyNames: settingNames,
        patternProperties: { [settingName]: lineOrNothing },
        description: 'The settings by name.',
      },
    },
  },
  tunnel: {
    type: 'object',
    additionalProperties: false,
    required: ['via', 'to'],
    description: 'Services that the host can reach only through another; with `pilot`.',
    properties: {
      '//': comment,
      via: { ...login, description: 'That other host, reached by ssh from the host.' },
      port: { ...port, description: 'Port of its sshd; what ssh takes if unset.' },
      identityFile: { ...hostFile, description: 'The private key for it; what ssh takes if unset.' },
      hostKey: {
        ...publicKey,
        description: "Its key; if unset, it must be among the host's known ones.",
      },
      to: {
        type: 'object',
        additionalProperties: false,
        maxProperties: 65,
        properties: { '//': comment },
        propertyNames: serviceNames,
        patternProperties: { [serviceName]: service },
        description: 'The services by name.',
      },
    },
  },
  grace: {
    ...timeout,
    default: defaults.grace,
    description: 'When it is stopped, how long it has between TERM and KILL; with `pilot`.',
  },
  after: {
    type: 'array',
    items: componentName,
    maxItems: 64,
    description: 'It is started only when these components are ready.',
  },
  ready: {
    enum: ['reported', 'running'],
    description:
      'When it is ready: `reported` is when it has called `muster_ready`. With a `pilot` that is the default; with a `submitter` it is ready when it runs.',
  },
} as const;

/** Those that mean nothing without `pilot`. */
export const pilotOnly: readonly (keyof typeof pilotKeys)[] = [
  'run',
  'environment',
  'requires',
  'stage',
  'collect',
  'preExec',
  'tests',
  'settings',
  'tunnel',
  'grace',
];
