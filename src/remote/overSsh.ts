// What brings ssh2 with it, in one piece of the build; loaded when the first host has answered.
export { logins } from './credentials.ts';
export { lookAtKeys } from './trustHosts.ts';
