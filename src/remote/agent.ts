import { stat } from 'node:fs/promises';
import ssh2, { type GetStreamCallback, type IdentityCallback, type ParsedKey } from 'ssh2';
import { message, type Message } from '../core/catalogue/catalogue.ts';

/** The ssh agent as it is now. */
export type Agent =
  | { readonly kind: 'none' }
  | { readonly kind: 'agent'; readonly agent: LoadedAgent }
  | { readonly kind: 'unusable'; readonly problem: Message };

/**
 * Asks the agent at a socket (`SSH_AUTH_SOCK`) which keys it has. A socket that is not there is no agent: cron jobs
 * often inherit the name of one that has ended.
 */
export async function openAgent(socket: string | undefined): Promise<Agent> {
  if (socket === undefined || socket === '') return { kind: 'none' };
  const isSocket = await stat(socket).then(
    (found) => found.isSocket(),
    () => false,
  );
  if (!isSocket) return { kind: 'none' };
  const agent = new LoadedAgent(socket);
  try {
    await agent.load();
  } catch (error) {
    const problem = message('agent-unanswered', { socket, error: (error as Error).message });
    return { kind: 'unusable', problem };
  }
  if (agent.keys.length > 0) return { kind: 'agent', agent };
  return { kind: 'unusable', problem: message('agent-without-keys', { socket }) };
}

/** An agent answers at once; one that was forwarded over a connection that hangs never does. */
const patienceMs = 5000;

/** An agent that is asked for its keys once and not again for every host, and that is not waited for for ever. */
export class LoadedAgent extends ssh2.OpenSSHAgent {
  keys: ParsedKey[] = [];
  readonly #socket: string;

  constructor(socket: string) {
    super(socket);
    this.#socket = socket;
  }

  /** The same agent, asked for some of its keys only. */
  holding(keys: readonly ParsedKey[]): LoadedAgent {
    const agent = new LoadedAgent(this.#socket);
    agent.keys = [...keys];
    return agent;
  }

  /** Keys of kinds that ssh2 does not know are left out. */
  async load(): Promise<void> {
    this.keys = await new Promise<ParsedKey[]>((resolve, reject) => {
      // ssh2 parses them all, whatever its types say.
      super.getIdentities((error, keys) => (error ? reject(error) : resolve((keys ?? []) as ParsedKey[])));
    });
  }

  override getIdentities(cb: IdentityCallback<ParsedKey>): void {
    cb(null, this.keys);
  }

  override getStream(cb: GetStreamCallback): void {
    super.getStream((error, stream) => {
      const timer = stream && setTimeout(() => stream.destroy(), patienceMs);
      stream?.once('close', () => clearTimeout(timer));
      cb(error, stream);
    });
  }
}
