import type { VerbOption } from './verb.ts';

/* Options that several verbs share, so that they mean the same everywhere. */

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

export const json: VerbOption = { flags: '--json', summary: 'one JSON document on stdout', kind: null };

export const retry: VerbOption = {
  flags: '--retry',
  summary: 'try at once what backs off or vanished; without --only also on hosts in quarantine',
  kind: null,
};

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
