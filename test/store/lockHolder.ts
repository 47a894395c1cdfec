import { takeLock } from '../../src/store/lock.ts';

/**
 * A program that takes a lock: PATH FALLBACK COMMAND. Tells its parent how that went and then stays; at any message it
 * releases the lock and ends.
 */
const [path = '', fallback = '', command = ''] = process.argv.slice(2);
const lock = await takeLock(path, fallback, command, 0);
process.once('message', () => {
  if (lock.kind === 'held') lock.release();
  process.disconnect();
});
process.send?.(lock.kind);
