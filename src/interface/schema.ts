import type { FromSchema } from 'json-schema-to-ts';
import { defaults } from './defaults.ts';
import { hostSchema } from './hostSchema.ts';
import {
  absolutePath,
  comment,
  duration,
  fileName,
  handedOver,
  label,
  path,
  placement,
  port,
  positive,
  promFile,
  timeout,
  title,
  user,
  wait,
  webAddress,
  whole,
} from './kinds.ts';
import { environmentSchema, pilotSchema } from './pilotSchema.ts';
import { typeSchema } from './typeSchema.ts';

const paths = { ...path, type: ['string', 'array'], items: path, minItems: 1 } as const;

/** JSON Schema (2020-12) of `Interface.json`. What it cannot say is in `crossChecks.ts`. */
export const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Interface.json of muster',
  type: 'object',
  additionalProperties: false,
  required: ['hotlimit', 'available', 'pipes'],
  properties: {
    $schema: { type: 'string', description: 'Where the schema is, for an editor; muster does not read it.' },
    '//': comment,
    hotlimit: { ...whole, description: 'Hot slots of a host: how many hot jobs it may hold.' },
    available: { type: 'array', items: hostSchema, description: 'The hosts.' },
    pipes: {
      type: 'array',
      description: 'What is to run.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pipe', 'types'],
        properties: {
          '//': comment,
          pipe: { ...title, description: 'Its name.' },
          description: { type: 'string', maxLength: 1000, description: 'For people.' },
          types: { type: 'array', items: typeSchema, description: 'Its types.' },
        },
      },
    },
    debuglevel: {
      enum: [0, 1, 2],
      default: defaults.debuglevel,
      description: 'How much is logged: 2 is most.',
    },
    debugmode: {
      type: 'boolean',
      default: defaults.debugmode,
      description: '`true`: `run` does what `plan` does, and `restart` refuses.',
    },
    ssh: {
      type: 'object',
      additionalProperties: false,
      description:
        'How hosts are reached. What is unset comes from the ssh config, then from the defaults of OpenSSH; see docs/ssh.md.',
      properties: {
        '//': comment,
        user: { ...user, description: 'Login name; the one muster runs as, if it is set nowhere.' },
        port: { ...port, description: 'Port of the sshd; 22 if it is set nowhere.' },
        identityFile: {
          ...paths,
          description: 'Private keys, in order; they stand for those of the ssh config.',
        },
        knownHosts: {
          ...paths,
          description: 'Files of known host keys; they stand for those of the ssh config.',
        },
        hostKeys: {
          enum: ['strict', 'accept-new'],
          description:
            '`accept-new` records the key of a host it has never met; a changed key is refused by both. `strict` if it is set nowhere.',
        },
        connectTimeout: {
          ...timeout,
          description: 'For connecting and logging in; 5s if it is set nowhere.',
        },
        config: {
          ...path,
          description:
            'The ssh config to read; `none` for none. `~/.ssh/config` and `/etc/ssh/ssh_config`, if unset.',
        },
      },
    },
    scripts: {
      type: 'object',
      additionalProperties: false,
      default: defaults.scripts,
      description: 'Where the submitters are; either `local` or `remote`.',
      // Both, or neither.
      not: { anyOf: [{ required: ['local', 'remote'] }, { properties: { local: false, remote: false } }] },
      properties: {
        '//': comment,
        local: { ...path, description: 'A folder on the control VM, brought to the hosts as needed.' },
        remote: { ...absolutePath, description: 'A folder that is on every host already.' },
        probe: { ...fileName, description: "A probe in that folder, to be used instead of muster's own." },
      },
    },
    ping: {
      type: 'object',
      additionalProperties: false,
      description:
        'How muster asks whether a host is up that does not answer on its ssh port at once. One that answers there is up.',
      properties: {
        '//': comment,
        method: {
          enum: ['icmp', 'tcp', 'none'],
          default: defaults.ping.method,
          description:
            '`icmp` runs the ping program; `tcp` waits for the ssh port alone; `none` takes every host for up.',
        },
        timeout: { ...timeout, default: defaults.ping.timeout, description: 'How long an answer may take.' },
      },
    },
    timeouts: {
      type: 'object',
      additionalProperties: false,
      description: 'How long things may take.',
      properties: {
        '//': comment,
        probe: {
          ...timeout,
          default: defaults.timeouts.probe,
          description: 'Counting what runs on one host.',
        },
        launch: { ...timeout, default: defaults.timeouts.launch, description: 'One submitter.' },
        settle: {
          ...duration,
          default: defaults.timeouts.settle,
          description: 'How long after the last launch muster looks for what it started.',
        },
        stop: {
          ...timeout,
          default: defaults.timeouts.stop,
          description: 'What is stopped gets TERM, and after so long KILL.',
        },
        pass: { ...timeout, default: defaults.timeouts.pass, description: 'The whole pass.' },
      },
    },
    fanout: {
      type: 'object',
      additionalProperties: false,
      description: 'How much is done at once.',
      properties: {
        '//': comment,
        hosts: {
          ...positive,
          default: defaults.fanout.hosts,
          description:
            'Hosts worked on at once: of those reached directly, and of those behind each jump host.',
        },
        launchesPerPass: {
          ...positive,
          default: defaults.fanout.launchesPerPass,
          description: 'Launches of one pass.',
        },
        launchesPerHost: {
          ...positive,
          default: defaults.fanout.launchesPerHost,
          description: 'Launches of one pass on one host.',
        },
        perJump: {
          ...positive,
          default: defaults.fanout.perJump,
          description: 'Connections that are being made at once through one jump host.',
        },
      },
    },
    safety: {
      type: 'object',
      additionalProperties: false,
      description: 'When something unknown is taken for lost.',
      properties: {
        '//': comment,
        lostAfter: {
          ...duration,
          default: defaults.safety.lostAfter,
          description: 'How long the instances of a host that does not answer are presumed to live.',
        },
        startGrace: {
          ...duration,
          default: defaults.safety.startGrace,
          description: 'How long a launch that is not yet seen counts as running.',
        },
        unfitFor: {
          ...wait,
          default: defaults.safety.unfitFor,
          description:
            'How long a host that did not meet what a type `requires` is not tried for it again; `muster run --retry` tries at once.',
        },
        brownout: {
          type: 'number',
          minimum: 0,
          maximum: 1,
          default: defaults.safety.brownout,
          description:
            'Share of the hosts above which unknown ones are taken for a fault of ours: nothing is launched.',
        },
      },
    },
    backoff: {
      type: 'object',
      additionalProperties: false,
      description: 'How long muster waits before it tries again what failed.',
      properties: {
        '//': comment,
        first: {
          ...wait,
          default: defaults.backoff.first,
          description: 'After the first failure; twice as long after each further one; not at all with "0s".',
        },
        cap: { ...wait, default: defaults.backoff.cap, description: 'Never longer than that.' },
        minUptime: {
          ...wait,
          default: defaults.backoff.minUptime,
          description:
            'An instance that lives so long came up well; one of a long-lived type that ends sooner has failed.',
        },
      },
    },
    placement: {
      ...placement,
      default: defaults.placement,
      description: '`spread`: the host with the least to do. `fill`: hosts in the order they are listed.',
    },
    pools: {
      type: 'object',
      additionalProperties: false,
      properties: { '//': comment },
      propertyNames: { type: 'string', title: label.title },
      patternProperties: { [label.pattern]: whole },
      description: 'Limits by name, each shared by every type that names it: `{"tape": 10}`.',
    },
    toolbox: {
      type: 'array',
      items: path,
      maxItems: 16,
      default: defaults.toolbox,
      description: "Folders with commands of pilots, searched in this order before muster's own.",
    },
    pilots: {
      type: 'object',
      additionalProperties: false,
      properties: { '//': comment },
      propertyNames: { type: 'string', title: label.title },
      patternProperties: { [label.pattern]: pilotSchema },
      description: 'How components come up on a bare host, by name; see docs/pilots.md.',
    },
    environments: {
      type: 'object',
      additionalProperties: false,
      properties: { '//': comment },
      propertyNames: { type: 'string', title: label.title },
      patternProperties: { [label.pattern]: environmentSchema },
      description: 'What components that a pilot brings up find installed, by name.',
    },
    logs: { ...path, default: defaults.logs, description: 'Folder for state, lock and logs.' },
    retention: { ...duration, default: defaults.retention, description: 'How long logs are kept.' },
    namespace: {
      ...label,
      default: defaults.namespace,
      description: 'Two coordinators with different namespaces can share hosts.',
    },
    monitor: {
      type: 'object',
      additionalProperties: false,
      description: 'What passes leave behind to be looked at, and whom they tell; see docs/monitoring.md.',
      properties: {
        '//': comment,
        page: {
          ...path,
          default: defaults.monitor.page,
          description:
            'A web page, written anew by every pass; `none` for none. Unset, it is in the folder for logs.',
        },
        textfile: {
          ...promFile,
          description: "Metrics for Prometheus, in a folder that node_exporter's textfile collector reads.",
        },
        healthcheck: {
          ...webAddress,
          description: 'Told of the begin and the end of each pass, in the manner of healthchecks.io.',
        },
        notify: {
          ...path,
          type: ['string', 'array'],
          items: handedOver,
          minItems: 1,
          description:
            'A program, or a list of one and its arguments: it gets each new problem, its end, and a daily reminder, as JSON on stdin.',
        },
        stale: {
          ...wait,
          description:
            'After so long without a pass, page and metrics say that passes stopped coming. Unset, it is learnt from how often they come.',
        },
      },
    },
  },
} as const;

/** `Interface.json` as it is written: checked, nothing filled in. */
export type RawInterface = FromSchema<typeof schema, { keepDefaultedPropertiesOptional: true }>;
export type RawHost = RawInterface['available'][number];
export type RawPipe = RawInterface['pipes'][number];
export type RawType = RawPipe['types'][number];
export type RawPilot = FromSchema<typeof pilotSchema, { keepDefaultedPropertiesOptional: true }>;
export type RawEnvironment = FromSchema<typeof environmentSchema, { keepDefaultedPropertiesOptional: true }>;
