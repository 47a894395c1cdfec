import { takeLock, type LockPlaces } from '../../src/store/lock.ts';

/**
 * A program that takes a lock: PLACES, as JSON, and COMMAND. Tells its parent how that went and then stays; at any message it
 * releases the lock and ends.
 */
const [places = '', command = ''] = process.argv.slice(2);
const lock = await takeLock(JSON.parse(places) as LockPlaces, command, 0);
process.once('message', () => {
  if (lock.kind === 'held') lock.release();
  process.disconnect();
});
process.send?.(lock.kind);
