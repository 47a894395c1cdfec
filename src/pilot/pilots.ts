// What the other rooms use of this one. It is loaded where there are pilots alone, and is a piece of the build of its own
// (tools/build.mjs): what it shares with the rest would else be in files that every verb has to load.
export { cloudInit, commonLimitBytes } from './cloudInit.ts';
export { pilotFindings } from './findings.ts';
export { preparedPilot, type PreparedPilot } from './prepared.ts';
export { commandsFor, workshopOf } from './workshop.ts';
