import { causeWithRemedyOf } from '../core/catalogue/cause.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';

/** Why a host that lies behind a jump host cannot be reached; `causeCode` is that of the first of several jump hosts. */
export function jumpFailure(jump: string, reason: Message): Message {
  const cause = causeWithRemedyOf(reason);
  const { causeCode } = reason.params;
  const isJump = reason.code === 'jump-host-failed' && typeof causeCode === 'string';
  return message('jump-host-failed', { jump, ...cause, ...(isJump && { causeCode }) });
}
