// The verbs that ask no host, in one piece of the build: each file that node has to look for takes its time.
export { check } from './check.ts';
export { completion } from './completion.ts';
export { history } from './history.ts';
export { pilot } from './pilot.ts';
