import type { Boot } from '../clock.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { StateRead } from './state.ts';

/**
 * By how much this machine's clock was set since the state was written, in milliseconds; 0 where it went on as it
 * should. Within one boot the uptime tells; after a reboot only a clock that is behind the state shows.
 */
export function clockSetBy(
  { writtenAtMs, boot }: Pick<StateRead, 'writtenAtMs' | 'boot'>,
  nowMs: number,
  bootNow: Boot | null,
): number {
  if (writtenAtMs === null) return 0;
  const byClockMs = nowMs - writtenAtMs;
  // In a container the boot is the machine's and the uptime its own: where that began anew, it tells nothing.
  if (boot !== null && boot.id === bootNow?.id && bootNow.uptimeMs >= boot.uptimeMs) {
    const setMs = byClockMs - (bootNow.uptimeMs - boot.uptimeMs);
    return Math.abs(setMs) < noticeableMs ? 0 : setMs;
  }
  return byClockMs < -noticeableMs ? byClockMs : 0;
}

/** What is said of it, nothing where it was not set. */
export function clockProblem(setMs: number): Message[] {
  if (setMs === 0) return [];
  return [message('clock-set', { seconds: Math.round(Math.abs(setMs) / 1000), forward: setMs > 0 })];
}

/** Less is how clocks are kept right. */
const noticeableMs = 2000;
