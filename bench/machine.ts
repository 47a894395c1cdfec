import { cpus, release, totalmem } from 'node:os';

/** The machine that figures were taken on, in a sentence: processor, cores, memory, kernel, node, day. */
export function machineText(): string {
  const [first] = cpus();
  const cores = `${cpus().length} × ${first?.model.trim() ?? 'a processor without a name'}`;
  const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GiB of memory`;
  const day = new Date().toISOString().slice(0, 10);
  return `${cores}, ${memory}, Linux ${release()}, node ${process.version}, ${day}`;
}
