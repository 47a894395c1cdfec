import type { ConfigComponent } from './config.ts';

const mostSearched = 4_000_000;

/**
 * Whether a process that the submitter starts can be expected to show the key: it stands in the script's text or
 * name, in an argument or in the environment, or it is put together of one of these values with pieces of the
 * text around it (`"sample-$1"`). It is a guess that prefers silence: a false alarm teaches to ignore alarms.
 */
export function keyCanAppear(component: ConfigComponent, namespace: string, text: string): boolean {
  const { key, submitter, args, env } = component;
  const values = [...args, ...Object.values(env), ...ownVariables(component, namespace, text)];
  // A long script and hundreds of values are not searched for each other: no file may hold a pass up.
  if (text.length * values.length > mostSearched) return true;
  return (
    [text, submitter, args.join(' '), ...values].some((where) => where.includes(key)) ||
    values.some(completes)
  );

  function completes(value: string): boolean {
    const start = value === '' ? -1 : key.indexOf(value);
    return start >= 0 && text.includes(key.slice(0, start)) && text.includes(key.slice(start + value.length));
  }
}

/** The variables muster sets, as far as the script makes use of them. */
function ownVariables({ id, pipe, type, key }: ConfigComponent, namespace: string, text: string): string[] {
  const variables = {
    MUSTER_COMPONENT: id,
    MUSTER_PIPE: pipe,
    MUSTER_TYPE: type,
    MUSTER_KEY: key,
    MUSTER_NAMESPACE: namespace,
  };
  return Object.entries(variables).flatMap(([name, value]) => (text.includes(name) ? [value] : []));
}
