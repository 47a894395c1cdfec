import { matchesList, matches } from './patterns.ts';

/**
 * A list of algorithms as OpenSSH assembles it: `a,b` is just those, `+a` adds, `-a` takes away, `^a` puts in front;
 * names may be patterns. What is not in `all` is left out, each name stands once.
 */
export function assembled(
  spec: string | null,
  defaults: readonly string[],
  all: readonly string[],
): readonly string[] {
  if (spec === null) return defaults;
  const rest = spec.slice(1);
  if (spec.startsWith('-')) return defaults.filter((name) => !matchesList(name, rest));
  const wanted = spec.startsWith('+')
    ? [...defaults, ...rest.split(',')]
    : spec.startsWith('^')
      ? [...rest.split(','), ...defaults]
      : spec.split(',');
  return [...new Set(wanted.flatMap((pattern) => all.filter((name) => matches(name, pattern))))];
}
