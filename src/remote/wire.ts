import type { Message } from '../core/catalogue/catalogue.ts';
import type { Contact } from '../interface/config.ts';

/** A way to a host: real ssh, or this machine itself. Every failure is a value; nothing here throws. */
export interface Wire {
  /** @param signal ends the attempt early: the pass is over. */
  connect(host: Contact, signal: AbortSignal): Promise<Connected>;
  /** Ends what it holds open beside the lines it gave out. */
  close?(): void;
}

export type Connected =
  /** `as`: the user, and what was taken to let us in; only ssh has that. */
  { readonly ok: true; readonly line: Line; readonly as?: string } | Refused;

/** There is no connection. */
export interface Refused {
  readonly ok: false;
  readonly reason: Message;
  /** The host is not there: what a ping would say of one that cannot be pinged from here. */
  readonly absent?: true;
}

/** An open connection. Several commands may run over it at once. */
export interface Line {
  /**
   * Runs a command line in the user's login shell there. It is over when its exit status arrives, even if a
   * process it left behind still holds its output open.
   */
  run(command: string, stdin: string | Buffer, limits: Limits): Promise<RunResult>;
  /**
   * Begins a command that is talked with for as long as one likes, in the user's login shell there. Whoever listens
   * bounds what it sends: by asking only for what there is room for, and by ending a talk that sends more.
   */
  talk(command: string, listener: TalkListener): Talk;
  /** Why the connection is gone; null while it stands. */
  readonly lost: Message | null;
  close(): void;
}

export interface TalkListener {
  /** What the command printed, as it arrives; what it prints on stderr is dropped. */
  heard(chunk: Buffer): void;
  /** Called once, when nothing more will be heard. */
  over(reason: Message): void;
}

/** A command that runs and listens. */
export interface Talk {
  say(text: string): void;
  /**
   * Ends it: the command's input ends, and nothing more is heard.
   *
   * @param dead why the whole connection is good for nothing, where that is so: it is dropped.
   */
  end(dead?: Message): void;
}

export interface Limits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** How much output is kept, `maxOutputBytes` where it is not given. A host that sends more is not listened to. */
  readonly maxBytes?: number;
}

export type RunResult = Exited | Broken;

export interface Exited {
  readonly kind: 'exited';
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** No exit status: the command may or may not have done its work. */
export interface Broken {
  readonly kind: 'broken';
  readonly reason: Message;
  /** Whether any byte of `stdin` may have reached the host. */
  readonly sent: boolean;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Room for the listing of ten thousand processes with command lines of 1.6 KiB each. */
export const maxOutputBytes = 16 * 1024 * 1024;

/** Where a few lines are the answer, as of a launch, and what a login prints comes before them. */
export const maxAnswerBytes = 1024 * 1024;

/**
 * How long after the exit status, and after each piece of output that follows it, more is waited for. A host that
 * has no more closes the channel at once; only one whose output a process left behind holds open costs this.
 */
export const drainMs = 1000;
