import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { shellQuote } from '../remote/quote.ts';
import { marker } from './processes.ts';

/** Puts a `ps` for a host without a process table of its own into `bin` in its folder. */
export function writePsShim(folder: string): void {
  const file = join(folder, 'bin', 'ps');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(file, psShim(folder));
  chmodSync(file, 0o755);
}

/**
 * A `ps` that shows of a listing only the processes of one practice host: those whose environment holds its mark.
 * The process number is taken from the second column, where both the probe's listing and `ps aux` have it; a heading
 * stays. What is asked of single processes (`-p`) is passed on.
 */
function psShim(folder: string): string {
  return `#!/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
case " $* " in *' -p '*) exec ps "$@" ;; esac
listing=$(ps "$@") || exit
# One grep for all: a process a line would make a probe slow.
own=$(LC_ALL=C grep -lF ${shellQuote(marker(folder))} /proc/[0-9]*/environ 2>/dev/null | tr -dc '0-9\\n')
printf '%s\\n' "$own" . "$listing" |
  LC_ALL=C awk '!listing { if ($1 == ".") listing = 1; else own[$1] = 1; next } $2 == "PID" || $2 in own'
`;
}
