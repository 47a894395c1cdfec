import { spawnSync } from 'node:child_process';

/** A process table and a host name of one's own, and an end of all when the first process ends. */
const namespaces = ['--pid', '--mount', '--uts', '--fork', '--kill-child', '--mount-proc'];

/**
 * How to start a program in a process namespace here: `unshare` with its options, or null where neither root nor an
 * unprivileged user namespace may do it. Tried out, since kernel, container and distribution all have a say.
 */
export function isolation(): readonly string[] | null {
  const commands = [
    ['unshare', ...namespaces],
    ['unshare', '--user', '--map-root-user', ...namespaces],
  ];
  return (
    commands.find(([program = '', ...options]) => spawnSync(program, [...options, 'true']).status === 0) ??
    null
  );
}

/**
 * The first process of a namespace: names the host, starts the program (its words follow the host's name), waits for
 * it, and meanwhile for whatever is orphaned here. A shell starts what runs behind it without standard input, so that
 * is carried over: its end is how the program learns that its parent is gone.
 */
export const firstProcess = [
  'hostname "$0" 2>/dev/null || { echo "$0" >/proc/sys/kernel/hostname; } 2>/dev/null',
  'exec 3<&0 </dev/null',
  '"$@" <&3 3<&- &',
  'exec 3<&-',
  'wait $!',
].join('\n');
