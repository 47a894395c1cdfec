// What brings ssh2 with it, in one piece of the build; loaded when the first host needs it.
export { readReaches } from './reach.ts';
export { trustedSsh } from './trust.ts';
export { lookAtKeys } from './trustHosts.ts';
