import { bringUp } from '../../src/practice/fleet.ts';
import { practiceConfig } from './practiceConfig.ts';

/**
 * A program that brings up a practice fleet and holds it: FOLDER ISOLATION KEEP NAME:PORT... Prints `up` and then
 * stays, or ends by itself if the fleet is kept.
 */
const [folder = '', isolation, keep, ...names] = process.argv.slice(2);
const hosts = names.map((word) => ({ name: word.split(':')[0] ?? '', port: Number(word.split(':')[1]) }));
await bringUp(practiceConfig(folder, hosts), {
  isolation: isolation === 'none' ? 'none' : 'auto',
  keep: keep === 'keep',
});
process.stdout.write('up\n');
