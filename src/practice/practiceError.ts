import type { Message } from '../core/catalogue/catalogue.ts';

/** Why there is no practice fleet. */
export class PracticeError extends Error {
  override readonly name = 'PracticeError';
  readonly reason: Message;

  constructor(reason: Message, options?: ErrorOptions) {
    super(reason.text, options);
    this.reason = reason;
  }
}
