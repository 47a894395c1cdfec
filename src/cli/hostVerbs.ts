// The verbs that ask hosts, and simulate, which is made of the same pass, in one piece of the build: they share most of
// what they are made of. ssh is not in it.
export { checkStatus } from './checkStatus.ts';
export { cronPass } from './cron.ts';
export { doctor } from './doctor.ts';
export { drain, undrain } from './drain.ts';
export { logs } from './logs.ts';
export { match } from './match.ts';
export { page } from './page.ts';
export { pause, resume } from './pause.ts';
export { plan } from './plan.ts';
export { restart } from './restart.ts';
export { run } from './run.ts';
export { simulate } from './simulate.ts';
export { status } from './status.ts';
export { stop } from './stop.ts';
export { trust } from './trust.ts';
export { watchStatus } from './watch.ts';
export { why } from './why.ts';
