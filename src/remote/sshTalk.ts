import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { ExecChannel, Session } from './sshLine.ts';
import type { Talk, TalkListener } from './wire.ts';

/** A command that is talked with while it runs. */
export function talkOver(
  client: Session,
  command: string,
  listener: TalkListener,
  { lost, env, drop, asked, listeners }: Carrier,
): Talk {
  let channel: ExecChannel | null = null;
  let unsaid = '';
  let over = false;
  const leave = (): boolean => {
    if (over) return false;
    over = true;
    listeners.delete(ended);
    // Its input ends with it, and by that whatever listens there.
    channel?.destroy();
    return true;
  };
  function ended(reason: Message): void {
    if (leave()) listener.over(reason);
  }
  listeners.add(ended);
  const begun = (error: Error | undefined, opened: ExecChannel): void => {
    if (error) return ended(message('command-refused', { error: error.message }));
    if (over) return void opened.destroy();
    channel = opened;
    opened.stderr.on('data', asked);
    opened.on('data', (chunk: Buffer) => {
      asked(chunk);
      if (!over) listener.heard(chunk);
    });
    opened.on('close', () => ended(message('command-ended')));
    opened.write(unsaid);
  };
  try {
    if (lost === null) client.exec(command, { env: { ...env } }, begun);
    else process.nextTick(ended, lost);
  } catch (error) {
    process.nextTick(ended, message('connection-failed', { error: (error as Error).message }));
  }
  return {
    say(text) {
      if (channel === null) unsaid += text;
      else if (!over) channel.write(text);
    },
    end(dead) {
      leave();
      if (dead !== undefined) drop(dead);
    },
  };
}

/** What a talk needs of the connection it goes over. */
interface Carrier {
  readonly lost: Message | null;
  readonly env: Readonly<Record<string, string>>;
  drop(reason: Message): void;
  /** Output that somebody waits for. */
  asked(chunk: Buffer): void;
  /** Told when the connection is lost. */
  readonly listeners: Set<(reason: Message) => void>;
}
