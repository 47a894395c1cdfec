import { scripts, type shells } from '../completion/scripts.ts';
import type { Io } from './context.ts';
import { exits, type Exit } from './exits.ts';

/** `muster completion SHELL`: prints the script that completes muster's words in that shell. */
export async function completion(shell: (typeof shells)[number], io: Io): Promise<Exit> {
  io.stdout.write(scripts[shell]);
  return exits.ok;
}
