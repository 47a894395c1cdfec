import type { Argument, VerbOption } from './verb.ts';

/* Options and arguments that several verbs share, so that they mean the same everywhere. */

/** @param verbose what `-v` does for this verb. */
export function common(verbose: string): VerbOption[] {
  return [
    {
      flags: '-c, --config <file>',
      summary: 'the configuration',
      kind: 'file',
      fallback: 'Interface.json',
    },
    { flags: '-q, --quiet', summary: 'say only what needs an operator', kind: null },
    { flags: '-v, --verbose', summary: verbose, kind: null },
  ];
}

/** The same for a verb that answers a question, which leaves nothing for `-q`. */
export function loud(verbose: string): VerbOption[] {
  return common(verbose).filter(({ flags }) => !flags.startsWith('-q'));
}

export const json: VerbOption = { flags: '--json', summary: 'one JSON document on stdout', kind: null };

export const retry: VerbOption = {
  flags: '--retry',
  summary: 'try at once what backs off or vanished; without --only also on hosts in quarantine',
  kind: null,
};

export const reason: VerbOption = {
  flags: '--reason <text>',
  summary: 'why, for whoever looks at it later',
  kind: 'text',
};

export const forSoLong: VerbOption = {
  flags: '--for <duration>',
  summary: 'how long it holds, such as 2h; until it is taken back if not given',
  kind: 'duration',
};

export const dryRun: VerbOption = {
  flags: '--dry-run',
  summary: 'say what it would come to; do and decide nothing',
  kind: null,
};

/** Who types a command would rather wait for a pass of cron's than type it again. */
export const patience: VerbOption = {
  flags: '--wait <duration>',
  summary: 'how long to wait while a pass runs',
  kind: 'duration',
  fallback: '5m',
};

/** @param does what is done there alone. */
export function onHosts(does: string): VerbOption {
  return { flags: '-w, --host <hosts>', summary: `${does}: names and ranges, n-[01-04],m7`, kind: 'hosts' };
}

/** @param does what is done with these hosts alone: `show only these`. */
export function hosts(does: string): VerbOption {
  return {
    flags: '-w, --hosts <hosts>',
    summary: `${does}: names and ranges, n-[01-04],m7`,
    kind: 'hosts',
  };
}

/** @param does what is done with this component alone: `start`. */
export function onlyTo(does: string): VerbOption {
  return {
    flags: '--only <component>',
    summary: `${does} only this component, pipe0/bundler; may be given again`,
    kind: 'component',
    several: true,
  };
}

export const component: Argument = { name: 'component', summary: 'as pipe0/bundler', kind: 'component' };

export const someHosts: Argument = {
  name: 'hosts',
  summary: 'names and ranges, n-[01-04],m7',
  kind: 'hosts',
};
