import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Breaks each rule of the plan once, in a copy of the working tree, and tells which test fails. A rule that can be
 * broken without a test noticing is one that nobody holds.
 *
 * `npm run mutations` tries all; `npm run mutations -- census grace` those whose file or rule holds one of the words.
 * Exit 1 if one was not caught, or if its text is no longer found exactly once.
 */
async function main(words: readonly string[]): Promise<number> {
  const chosen = table.filter(
    ({ file, breaks }) => words.length === 0 || words.some((word) => `${file} ${breaks}`.includes(word)),
  );
  const stale = await staleOf(chosen);
  for (const { file, text } of stale) say(`not found exactly once in ${file}:\n${text}`);
  if (stale.length > 0) return 1;

  const startedMs = Date.now();
  const waiting = [...chosen];
  const found = new Map<Mutation, Verdict>();
  const folders = await Promise.all(Array.from({ length: atOnce }, scratchCopy));
  const work = async (folder: string): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const verdict = await tried(next, folder);
      found.set(next, verdict);
      say(`${verdict.verdict.padEnd(8)}  ${next.file}: ${next.breaks}\n          ${verdict.by}`.trimEnd());
    }
  };
  try {
    const { verdict, by } = await tested(folders[0] as string);
    if (verdict !== 'survived') throw new Error(`the tests fail without any change: ${by}`);
    await Promise.all(folders.map(work));
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true });
  }

  const missed = chosen.filter((mutation) => found.get(mutation)?.verdict !== 'caught');
  const tookS = Math.round((Date.now() - startedMs) / 1000);
  say(`\n${chosen.length} mutations, ${chosen.length - missed.length} caught, in ${tookS} s`);
  for (const { file, breaks } of missed) say(`not caught: ${file}: ${breaks}`);
  return missed.length === 0 ? 0 : 1;
}

interface Mutation {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly text: string;
  readonly instead: string;
  /** The rule that no longer holds. */
  readonly breaks: string;
}

/** `broken`: the change made code that cannot be run, so it shows nothing. */
interface Verdict {
  readonly verdict: 'caught' | 'survived' | 'broken';
  /** Title of the first test that failed. */
  readonly by: string;
}

const atOnce = 2;
/** For tests that no longer end by themselves. */
const longestMs = 300_000;
const root = fileURLToPath(new URL('../', import.meta.url));
/** The laws last: they take longest, and a named scenario tells more. */
const tests = [
  'test/core/stale.test.ts',
  'test/core/rollup.test.ts',
  'test/core/news.test.ts',
  'test/report/checks.test.ts',
  'test/core/decisions.test.ts',
  'test/stopping.test.ts',
  'test/core/stops.test.ts',
  'test/core/memory.test.ts',
  'test/core/scenarios.test.ts',
  'test/core/gone.test.ts',
  'test/core/pilotEvents.test.ts',
  'test/core/pilots.test.ts',
  'test/pass.test.ts',
  'test/core/keysIn.test.ts',
  'test/core/count.test.ts',
  'test/store/clockSet.test.ts',
  'test/core/match.test.ts',
  'test/core/plainPlan.test.ts',
  'test/core/plan.test.ts',
  'test/core/why.test.ts',
];
/** Titles of what measures time or size, and so shows nothing of a rule. */
const measuring = '10,000 hosts|no longer than to plan';

async function staleOf(mutations: readonly Mutation[]): Promise<Mutation[]> {
  const files = new Map<string, string>();
  for (const { file } of mutations)
    if (!files.has(file)) files.set(file, await readFile(join(root, file), 'utf8'));
  return mutations.filter(({ file, text }) => files.get(file)?.split(text).length !== 2);
}

async function scratchCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-mutations-'));
  for (const part of ['src', 'test', 'package.json', 'tsconfig.json', '.mocharc.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function tried({ file, text, instead }: Mutation, folder: string): Promise<Verdict> {
  const path = join(folder, file);
  const source = await readFile(path, 'utf8');
  await writeFile(
    path,
    source.replace(text, () => instead),
  );
  try {
    return await tested(folder);
  } finally {
    await writeFile(path, source);
  }
}

function tested(folder: string): Promise<Verdict> {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const args = [mocha, '--bail', '--exit', '--reporter', 'json', '--grep', measuring, '--invert', ...tests];
  const options = { cwd: folder, timeout: longestMs, killSignal: 'SIGKILL', maxBuffer: 1e8 } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve({ verdict: 'survived', by: '' });
      if (error.killed === true) return resolve({ verdict: 'caught', by: 'the tests do not end' });
      const title = firstFailure(stdout);
      resolve(
        title === null ? { verdict: 'broken', by: stderr.slice(-500) } : { verdict: 'caught', by: title },
      );
    });
  });
}

/** The title of the first failure in mocha's JSON; null where no test has failed. */
function firstFailure(stdout: string): string | null {
  const start = stdout.indexOf('{\n  "stats"');
  if (start < 0) return null;
  const { failures } = JSON.parse(stdout.slice(start)) as { failures: { fullTitle: string }[] };
  return failures[0]?.fullTitle ?? null;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** By file: the text, what stands there instead, and the rule this breaks. */
const rules: Record<string, readonly (readonly [text: string, instead: string, breaks: string])[]> = {
  'src/core/stale.ts': [
    ['if (staleMs !== null) return staleMs;', '', 'what the configuration says of staleness holds'],
    [
      '2 * (usualGapMs(passTimesMs) ?? 0)',
      '1 * (usualGapMs(passTimesMs) ?? 0)',
      'one missed pass is not stale',
    ],
    ['Math.max(learntMs, unknownGapMs)', 'learntMs', 'few passes are no measure'],
    ['Math.min(2, Math.floor(gaps.length / 4))', '0', 'a night without passes counts for nothing'],
    ['.filter((gapMs) => gapMs > 0)', '', 'a clock that was set back makes no gap'],
  ],
  'src/core/rollupOf.ts': [
    ['const all = [...once.values()];', 'const all = [...entries];', 'what stands there twice counts once'],
    [
      "if (entry.outcome === 'confirmed') count",
      "if (entry.outcome !== 'failed') count",
      'only a confirmed launch has started one',
    ],
    [
      'short: tallies.filter(isShort).length',
      'short: tallies.length',
      'a pass is short only where something is missing',
    ],
    ['rollup.passes >= other.passes', 'true', 'of one hour the record of the most passes holds'],
    [
      'looked.map(({ own, passes }) => [own.running, passes])',
      'looked.map(({ own }) => [own.running, 1])',
      'hours weigh by their passes',
    ],
    [
      'least: least(looked.map(({ own }) => own.least))',
      'least: least(looked.map(({ own }) => own.running))',
      'the least of a day is the least of its hours',
    ],
  ],
  'src/report/checks.ts': [
    [
      'const gravity = [checkStates.critical, checkStates.unknown, checkStates.warning, checkStates.ok];',
      'const gravity = [checkStates.unknown, checkStates.warning, checkStates.critical, checkStates.ok];',
      'critical is graver than a warning',
    ],
    ['{ state: critical, found: stale },', '', 'passes that stop coming are critical'],
    [
      "{ state: critical, found: ({ report }) => alertsOf('brownout', report) },",
      '',
      'a brownout is critical',
    ],
    [
      ".filter(({ kind }) => kind === 'short')",
      ".filter(({ kind }) => kind !== 'short')",
      'what is short is told',
    ],
    [
      'return hosts.filter(({ drain }) => drain === undefined);',
      'return [...hosts];',
      'a drained host is no trouble',
    ],
    [
      'if (component !== null && told.has(component)) return [];',
      '',
      'of a component the gravest alone is told',
    ],
  ],
  'src/core/closed.ts': [
    [
      "{ reason: 'host-down', holds: ({ sighting }) => sighting.kind === 'down' },",
      '',
      'nothing is started on a host that is down',
    ],
    [
      "{ reason: 'host-silent', holds: ({ sighting }) => sighting.kind === 'silent' },",
      '',
      'nothing is started on a host that is silent',
    ],
    [
      "{ reason: 'host-drained', holds: ({ drain }) => drain !== null },",
      '',
      'nothing is started on a drained host',
    ],
    [
      "sighting.kind === 'seen' && sighting.sameAs !== undefined",
      'false',
      'nothing is started under a further name of a machine',
    ],
  ],
  'src/core/rules.ts': [
    ["c.eligible !== 'all'", 'false', 'the hosts named for a component concern it'],
    ['decisions.length > 0', 'false', 'what operators paused concerns a component'],
    ['failedHere.has(c.id)', 'false', 'where a component failed in this pass concerns it'],
    ['maxPerHost !== Infinity', 'false', 'maxPerHost concerns who has one'],
    ['name === hostNames[index]', 'true', 'as many hosts are not the same hosts'],
    ['!isNamed(c, census)', 'false', 'a component goes only to the hosts named for it'],
    [
      'names.some((name) => eligible.has(name))',
      'eligible.has(names[0]!)',
      'hosts may name a machine by any name',
    ],
    ['census.quarantine !== null', 'false', 'nothing is started on a host in quarantine'],
    [
      'failedHere.get(c.id)?.has(census.host) === true',
      'false',
      'a host where it failed is not tried again in the same pass',
    ],
    ['isOn(census.backoffs.get(c.id), room)', 'false', 'what backs off from a host is not started there'],
    ['countOn(place, c.id) >= c.maxPerHost', 'false', 'maxPerHost'],
    [
      'countOn(place, c.id) >= c.maxPerHost',
      'countOn(place, c.id) > c.maxPerHost',
      'maxPerHost, to the last one',
    ],
    ['place.hot + c.hot > place.census.hotLimit', 'false', 'the hot limit'],
    [
      'concerns: ({ hot }) => hot > 0,',
      'concerns: always,',
      'what is not hot may go to a host above its limit',
    ],
    [
      'place.hot + c.hot > place.census.hotLimit',
      'place.hot >= place.census.hotLimit',
      'weights count in full',
    ],
    [
      'place.hot + c.hot > place.census.hotLimit',
      'place.hot + c.hot >= place.census.hotLimit',
      'the last hot slot may be taken',
    ],
    ['place.launches >= room.wanted.launchesPerHost', 'false', 'launchesPerHost'],
    ['of rules) if', 'of rules.toReversed()) if', 'the first rule that holds is the reason given'],
    [
      "['backing-off', (c, room) => isOn(room.backoffs.get(c.id), room)],",
      '',
      'what backs off as a whole is started nowhere',
    ],
    [
      'of fleetRules) if',
      'of fleetRules.toReversed()) if',
      'of what holds for all hosts the first is the reason given',
    ],
    [
      'refused.hostNames.push(place.census.host);',
      'refused.hostNames[0] = place.census.host;',
      'each host that a reason keeps out is named',
    ],
    [
      'poolUseOf(c.pool, room) >= poolLimit(c.pool, room)',
      'poolUseOf(c.pool, room) > poolLimit(c.pool, room)',
      'the limit of a pool',
    ],
    ['room.launches >= room.wanted.launchesPerPass', 'false', 'launchesPerPass'],
    ['backoff.untilMs > atMs', 'backoff.untilMs >= atMs', 'a wait is over when its time has come'],
    ['.toSorted((a, b) => b.hosts - a.hosts)', '', 'the most frequent reason is told first'],
    [
      'Math.min(refused.untilMs, endOf(reason, component, place, room))',
      'endOf(reason, component, place, room)',
      'a reason is told to end when it ends on the first host',
    ],
    [
      "if (reason === 'quarantined') return census.quarantine?.untilMs ?? Infinity;",
      '',
      'it is told when a quarantine ends',
    ],
    ["reason === 'backing-off-there' ? (census", 'false ? (census', 'it is told when a wait on a host ends'],
    [
      "reason === 'backing-off' ? backoffs",
      'false ? backoffs',
      'it is told when the wait of a component ends',
    ],
  ],
  'src/core/room.ts': [
    ['place.hot += component.hot;', '', 'a start counts at once against the hot limit'],
    ['place.instances++;', '', 'a start counts at once among the instances of its host'],
    [
      '  place.launches++;\n  place.planned',
      '  place.planned',
      'a start counts at once against launchesPerHost',
    ],
    [
      'place.planned.set(component.id, (place.planned.get(component.id) ?? 0) + 1);',
      '',
      'a start counts at once against maxPerHost',
    ],
    ['room.launches++;', '', 'a start counts at once against launchesPerPass'],
    [
      'if (component.pool !== null) room.poolUse.set(',
      'if (false) room.poolUse.set(',
      'a start counts at once against its pool',
    ],
    ['if (place) place.launches++;', '', 'attempts of this pass count against launchesPerHost'],
    ['launches: attempts.length,', 'launches: 0,', 'attempts of this pass count against launchesPerPass'],
    [
      "outcome === 'failed' || outcome === 'refused'",
      "outcome === 'failed'",
      'a host that refused is not tried again',
    ],
    [
      'instances: sum(host.components.values()),',
      'instances: 0,',
      'what is there counts among the instances',
    ],
    [
      'use.set(pool, (use.get(pool) ?? 0) + strength(census.totals.get(id) ?? noTally));',
      'use.set(pool, (use.get(pool) ?? 0) + (census.totals.get(id) ?? noTally).running);',
      'what is presumed or pending draws from its pool',
    ],
  ],
  'src/core/stops.ts': [
    ['if (census.brownout.held) return [];', '', 'nothing is stopped in a brownout'],
    ['only === null || only.has(id)', 'true', '--only stops nothing else'],
    ['within?.hosts?.has(stand.host.host) ?? true', 'true', '-w stops nothing elsewhere'],
    ['if (drained?.stop)', 'if (drained)', 'a drain leaves what runs'],
    ['stand.left.length - pause.limit', 'stand.left.length', 'a host keeps what its pause allows'],
    ['running() - pause.limit', 'running()', 'a component keeps what its pause allows'],
    ["if (surplus === 'stop')", 'if (true)', 'the surplus is kept'],
    [
      'running() - (on ? count : 0)',
      'running() - (on ? count - 1 : 0)',
      'only what is beyond the count is surplus',
    ],
    ['stops.length > 0 ? stops : restarts', 'restarts', 'what is stopped is not restarted at once'],
    ['(a.elapsedS ?? 0) - (b.elapsedS ?? 0)', '(b.elapsedS ?? 0) - (a.elapsedS ?? 0)', 'the youngest first'],
    ['running >= wanted &&\n', '\n', 'a restart waits until as many run as are wanted'],
    ['presumed + pending === 0', 'true', 'a restart waits for what is on its way'],
    ['isWhole ? old.slice(0, 1)', 'isWhole ? old', 'a rolling restart takes one'],
    ['decision.atOnce ? old', 'false ? old', 'a restart at once takes all'],
    ['filter((one) => one.pid === pid)', 'filter(() => true)', 'a restart ends only what was there'],
    ['hot: host.hot - freed', 'hot: host.hot', 'what is stopped frees its slots'],
  ],
  'src/core/decisions.ts': [
    ['untilMs === null || untilMs > nowMs', 'true', 'a decision ends with its time'],
    ['!matters.has(matterOf(other))', 'true', 'of two on one matter the later holds'],
    ['a.limit - b.limit ||', '', 'the strictest of several names'],
    ['Number(b.stop) - Number(a.stop)', '0', 'of several names, to stop comes first'],
    ['if (!on) return 0;', '', 'of what is off none is wanted'],
    ['limit === 0 ||', '', 'a whole pause stays'],
    ['limit < count) return false', 'false) return false', 'a limit below the count holds'],
    [
      'some((one) => one.pid === pid) === true',
      'some(() => true) === true',
      'a restart knows an instance by its pid',
    ],
    ['bootId !== held.bootId)', 'false)', 'a reboot leaves nothing to be replaced'],
  ],
  'src/stopping.ts': [
    ['stops: [...known.memory.stops, ...open] }', 'stops: [] }', 'a stop is written down before it is sent'],
    ["?.outcome !== 'refused')", "?.outcome !== '')", 'what was refused is no stop'],
    ['if (mine.length === 0) return refused;', '', 'nothing is sent where all is refused'],
    ['here.filter((one) => !isShared(one))', 'here', 'what is shared is not sent'],
    ['!doomed.has(`${id} ${pid}`)', 'false', 'other instances are to be spared'],
    ['if (isOver(told) && isThere)', 'if (false)', 'what is seen to be there has not ended'],
    ["now?.kind === 'seen' && !isThere", 'true', 'what is not answered and not seen is unknown'],
  ],
  'src/core/plan.ts': [
    [
      'strength(census.totals.get(component.id) ?? noTally)',
      '(census.totals.get(component.id) ?? noTally).running',
      'a count is compared with the strength',
    ],
    ['components.toSorted((a, b) => b.priority - a.priority)', '[...components]', 'priority goes first'],
    ['b.priority - a.priority', 'a.priority - b.priority', 'the higher priority goes first'],
    [
      'return components.toSorted',
      'return components.toReversed().toSorted',
      'file order decides between equals',
    ],
    ['census.brownout.held ? [held', 'false ? [held', 'nothing is started in a brownout'],
    [
      'order.slice(0, order.indexOf(component))',
      'order.slice(order.indexOf(component) + 1)',
      'why tells who comes first, not who comes later',
    ],
    ['toSorted((a, b) => (before(a, b) ? -1 : 1))', 'toSorted(() => -1)', 'choices are told in their order'],
    ['starts.length < wantedStarts', 'starts.length <= wantedStarts', 'no more is started than is missing'],
    [
      'const stop = fleetRefusal(component, room);',
      'const stop = starts.length > 0 ? null : fleetRefusal(component, room);',
      'the limits of the fleet are looked at before each start',
    ],
    [
      'blocked(component, wantedStarts - starts.length, [',
      'blocked(component, wantedStarts, [',
      'blocked is what is left',
    ],
    [
      'blocked(component, wantedStarts - starts.length, refusals',
      'blocked(component, wantedStarts, refusals',
      'blocked is what no host would take',
    ],
    ['if (refusedBy[best.index] === null) choice.push(best);', '', 'a host may be chosen again'],
    [
      'if (refusedBy[best.index] === null) choice.push(best);',
      'choice.push(best);',
      'a host chosen again is looked at as it stands by then',
    ],
    ['refusedBy[best.index] = refuses(best);', '', 'a host that was chosen is asked again'],
    ['own[best.index] = countOn(best, component.id);', '', 'spread: what a host was just given counts'],
    ['of holders.get(id) ?? [])', 'of [] as Place[])', 'spread: what a host had of it counts'],
    ["if (component.placement === 'fill') return (a", 'if (false) return (a', 'fill takes list order'],
    ['a.hot - b.hot || ', '', 'spread: the fewest hot jobs'],
    ['ownOf(a) - ownOf(b) || ', '', 'spread: then the fewest of this component'],
    ['a.instances - b.instances || ', '', 'spread: then the fewest instances'],
    [' || a.index - b.index', '', 'spread: then list order'],
    [
      'a.hot - b.hot || ownOf(a) - ownOf(b)',
      'ownOf(a) - ownOf(b) || a.hot - b.hot',
      'spread: hot jobs before its own',
    ],
    [
      'ownOf(a) - ownOf(b) || a.instances - b.instances',
      'a.instances - b.instances || ownOf(a) - ownOf(b)',
      'spread: its own before all instances',
    ],
  ],
  'src/core/why.ts': [
    [
      'takeTurn(each, after, room)',
      'takeTurn(each, after, openRoom(wanted, after, []))',
      'why tells of a host as it is when the turn has come',
    ],
    [
      'const starts = takeTurn(component, after, room);',
      'const starts = takeTurn(component, after, openRoom(wanted, after, []));',
      'reasons are told as they are at the end of the turn',
    ],
    [
      'byPlan: !anyway.has(reason),\n    };',
      'byPlan: anyway.has(reason),\n    };',
      'a reason is put down to the plan if nothing else brings it about',
    ],
    [
      'const after = withoutStopped(wanted, census, stops);',
      'const after = census;',
      'why sees what a pass stops as ended',
    ],
    [
      'census.hosts[index]?.components.get(id) ?? noTally',
      'place.census.components.get(id) ?? noTally',
      'what is there stands there, also what is to be stopped',
    ],
    ['lastMs + believed(host, id)', 'lastMs', 'until when what is presumed is believed'],
  ],
  'src/core/reasonDetails.ts': [
    ['.filter(([id]) => hot.has(id)).map', '.map', 'only who holds hot slots is told to hold them'],
    [
      '[...planned].filter(([id]) => hot.has(id))',
      '[...planned]',
      'of what the plan starts, too, only what takes hot slots',
    ],
    ['.filter(([, count]) => count > 0)', '', 'only who draws from a pool is told to'],
  ],
  'src/core/match.ts': [
    [
      'matches: members.has(process.pid)',
      'matches: holdsKey(process, target.key)',
      'a zombie in a tree does not count',
    ],
    [
      'leftOut.filter(({ process }) => holdsKey(process, target.key))',
      'leftOut',
      'what is left out is told where it holds the key',
    ],
    ['components.filter(({ id }) => id !== target.id)', 'components', 'also names other components'],
    [
      'toSorted((one, other) => other - one)',
      'toSorted((one, other) => one - other)',
      'children are told in the order of their pids',
    ],
    [
      'waiting.push({ pid: child, depth: depth + 1 })',
      'waiting.push({ pid: child, depth })',
      'a child stands below its parent',
    ],
    [
      "key.includes(other.key)) return [{ ...named, how: 'holds' }]",
      "key.includes(other.key)) return [{ ...named, how: 'within' }]",
      'which key holds the other',
    ],
    ['other.key === key) return', 'false) return', 'equal keys are told as equal'],
  ],
  'src/core/heap.ts': [
    ['child <= 2 * parent + 2', 'child < 2 * parent + 2', 'the least of all goes up, not of every other'],
    [
      'if (!this.#isBefore(child, parent)) return;',
      'return;',
      'what comes later goes up as far as it is less',
    ],
    [
      '(this.#items.length >> 1) - 1; index >= 0',
      '0; index > 0',
      'what is there from the start is put in order',
    ],
  ],
  'src/core/census.ts': [
    [
      'tally.running + tally.presumed + tally.pending',
      'tally.running + tally.pending',
      'unknown is never zero',
    ],
    [
      'tally.running + tally.presumed + tally.pending',
      'tally.running + tally.presumed',
      'what is pending counts',
    ],
    [
      '!isSeen && heldForMs < look.believed(host, id)',
      '!isSeen',
      'each component is lost after its own lostAfter',
    ],
    [
      'heldForMs < look.believed',
      'heldForMs <= look.believed',
      'what is presumed is lost when lostAfter is over',
    ],
    ['if (launch.component !== id) continue;', '', 'a launch is pending for its own component'],
    [
      'if (isSeen || ageMs(launch.sentAtMs, look.nowMs) < look.wanted.startGraceMs)',
      'if (isSeen)',
      'within its grace a launch is pending on an unknown host, too',
    ],
    [
      'if (isSeen || ageMs(launch.sentAtMs, look.nowMs) < look.wanted.startGraceMs)',
      'if (true)',
      'past its grace a launch on an unknown host is presumed',
    ],
    [
      'sightings.get(host.name) ?? notAsked',
      "sightings.get(host.name) ?? { kind: 'down', reason: '' }",
      'a host that was not asked is silent, not down',
    ],
    ['.filter((id) => order.has(id))', '', 'what is no component of the file is not told of'],
    [
      '.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))',
      '',
      'what a host holds is told in the order of the file',
    ],
    ['if (running + presumed + pending > 0) tallies.set', 'tallies.set', 'a host holds only what is there'],
    ['if (isSeen || ageMs', 'if (ageMs', 'what is open on a host that was seen is pending, however old'],
    ['[...known].filter((host) => !listed.has(host))', '[...known]', 'what is on a listed host counts once'],
    ['hot += strength(tally)', 'hot += tally.running', 'what is presumed or pending takes its hot slots'],
    [
      'totalsOf(wanted, [...hosts, ...unlisted])',
      'totalsOf(wanted, hosts)',
      'what is on hosts no longer listed counts',
    ],
    ['...memory.launches.map(({ host }) => host)]', ']', 'a launch on a host no longer listed counts'],
    ["if (launch.stage === 'vanished')", 'if (true)', 'only what vanished is told to have vanished'],
    ['unknown >= 2 && ', '', 'one host alone is never a brownout'],
    [
      'unknown > share * watched.length',
      'unknown >= share * watched.length',
      'brownout: more than the share',
    ],
    ['unknown > share * watched.length', 'false', 'many hosts gone at once hold the pass'],
    [
      'drain === null && !drained.has(name)),',
      '!drained.has(name)),',
      'drained hosts do not count towards a brownout',
    ],
    [
      'drain === null && !drained.has(name)),',
      'drain === null),',
      'what an operator drained does not count towards a brownout',
    ],
    [
      "sightings.get(name)?.kind !== 'seen'",
      "sightings.get(name)?.kind === 'down'",
      'a silent host is as unknown as one that is down',
    ],
  ],
  'src/core/memory.ts': [
    [
      'if (launchedOn.has(host) || worthKeeping(host, held, believed, nowMs) || teaches(held, wanted, nowMs))',
      '',
      'a host that is lost with all it had is forgotten',
    ],
    ['launchedOn.has(host) || ', '', 'a host that was launched on is known again under another name'],
    [
      'if (age < believed(host, component)) return true;',
      'return age < believed(host, component);',
      'a host is kept for what it has that is not lost yet',
    ],
    [
      "if (sighting.kind !== 'seen' || sighting.sameAs !== undefined) continue;",
      'if (before.hosts.has(host)) continue;',
      'a host that was seen gives the truth',
    ],
    [
      "if (sighting.kind !== 'seen' || sighting.sameAs !== undefined) continue;",
      "if (sighting.kind !== 'seen') continue;",
      'nothing is remembered under a further name',
    ],
    ['nowMs - elapsedS * 1000', 'nowMs', 'the host tells how long an instance has lived'],
    [
      'sinceMs: sinceMs ?? nowMs',
      'sinceMs: elapsedS === null ? nowMs : (sinceMs ?? nowMs)',
      'where a host does not tell, it lives since it was first seen',
    ],
    ['seenAtMs: seenAtMs + byMs', 'seenAtMs', 'when a host was seen moves along with the clock'],
    ['lastAtMs: setback.lastAtMs + byMs', 'lastAtMs: setback.lastAtMs', 'setbacks move along with the clock'],
    ['sentAtMs: launch.sentAtMs + byMs', 'sentAtMs: launch.sentAtMs', 'launches move along with the clock'],
    [
      'sinceMs: instance.sinceMs + byMs',
      'sinceMs: instance.sinceMs',
      'what lives moves along with the clock',
    ],
    ['Math.min(held.seenAtMs, nowMs)', 'held.seenAtMs', 'a host cannot have been seen in time to come'],
    ['Math.min(launch.sentAtMs, latestMs)', 'launch.sentAtMs', 'a launch is not waited for in time to come'],
    ['Math.min(setback.lastAtMs, nowMs)', 'setback.lastAtMs', 'nothing can have failed in time to come'],
  ],
  'src/core/beliefs.ts': [
    ['own.get(component) ?? wanted', 'wanted', 'lostAfter of a type overrides'],
    ['listed.has(host) || ', '', '"never" is never lost on a host that is listed'],
    [
      'listed.has(host) || Number.isFinite(lostAfterMs) ? lostAfterMs : wanted.lostAfterMs',
      'lostAfterMs',
      'on a host no longer listed even "never" ends',
    ],
  ],
  'src/core/fates.ts': [
    [
      'Math.max(wanted.startGraceMs, believed(launch.host, launch.component))',
      'wanted.startGraceMs',
      'a launch on an unknown host is believed for lostAfter',
    ],
    [
      'Math.max(wanted.startGraceMs, believed(launch.host, launch.component))',
      'believed(launch.host, launch.component)',
      'a launch on an unknown host is never believed for less than its grace',
    ],
    [
      'if (age < patienceMs) launches.push(launch);',
      'launches.push(launch);',
      'a launch on an unknown host is not believed for ever',
    ],
    ["age < patienceMs ? 'open' : 'overdue'", "'open'", 'what is no longer believed is told to be overdue'],
    [
      'if (isOtherBoot(launch.bootId, sighting.vitals.bootId))',
      'if (false)',
      'a reboot ends what was launched before it',
    ],
    [
      'before !== null && now !== null && before !== now',
      'now !== null && before !== now',
      'a boot that was not told is no other boot',
    ],
    [
      'before !== null && now !== null && before !== now',
      'before !== null && before !== now',
      'a boot that is not told any more is no other boot',
    ],
    ['!taken.has(instance) &&\n', '\n', 'one new instance settles one launch'],
    ['        isNew(instance, launch) &&\n', '', 'an instance that was there before settles nothing'],
    [
      '!instance.pids.some((pid) => launch.accounted.includes(pid))',
      '!launch.accounted.includes(instance.pid)',
      'none of the processes of a new instance was there before',
    ],
    [
      "fates.set(launch.id, isOpen ? 'open' : 'overdue');",
      "fates.set(launch.id, 'open');",
      'past its grace a launch is overdue',
    ],
    ['if (isOpen) launches.push({', 'launches.push({', 'past its grace a launch is given up'],
    [
      'const isOpen = age < wanted.startGraceMs',
      'const isOpen = age <= wanted.startGraceMs',
      'its grace ends when its time has come',
    ],
    [
      '{ ...launch, accounted: there.flatMap(({ pids }) => pids) }',
      'launch',
      'what settled one launch does not settle another in the next pass',
    ],
  ],
  'src/core/setbacks.ts': [
    [
      'raised(memory.setbacks, onePerPair(failures), nowMs)',
      'raised(memory.setbacks, failures, nowMs)',
      'one step for each component and host',
    ],
    ['[...failed.values()]', '[...failures]', 'one step for each component as a whole'],
    ['.filter(({ component }) => !living.has(component))', '', 'no general step while anything of it lives'],
    ['failures: earlier + 1', 'failures: 1', 'each further failure raises the count'],
    ["`${component}\\n${host ?? ''}`", 'component', 'each host is counted for itself'],
    ['!over.has(pairOf(setback))', 'true', 'a short-lived one that ends well has come up'],
    ['!components.has(component) || (host', '(host', 'what is no component any more is forgotten'],
    [' || (host !== null && !hosts.has(host))) return', ') return', 'what is no host any more is forgotten'],
    ['ageMs(lastAtMs, nowMs) < longMs && ', '', 'what is long past is forgotten'],
    [
      'delayMs(failures, backoff) + backoff.capMs',
      'backoff.capMs',
      'a setback is not forgotten before its wait is over',
    ],
    [' + backoff.capMs', '', 'a setback is not forgotten before the cap is over'],
    [' + backoff.minUptimeMs', '', 'a setback is not forgotten before minUptime is over'],
    [' && !hasComeUp(setback, memory, backoff)', '', 'minUptime of life ends a wait'],
    ['sinceMs > lastAtMs && ', '', 'what was there before the failure ends no wait'],
    [' && seenAtMs - sinceMs >= minUptimeMs', '', 'a life shorter than minUptime ends no wait'],
    ['if (host !== null) {', 'if (false) {', 'minUptime of life on another host ends no wait on this one'],
  ],
  'src/core/earlyEnds.ts': [
    [
      "wanted.components.filter(({ lifetime }) => lifetime === 'long')",
      'wanted.components',
      'a short-lived one may end soon',
    ],
    [
      'if (then.bootId !== null && now.bootId !== null && then.bootId !== now.bootId) return [];',
      '',
      'what a reboot ended has not failed',
    ],
    ['then.bootId !== null && now.bootId !== null && ', '', 'a boot that is not told is no reboot'],
    [
      'ended(held, there)',
      'held.filter((one) => !there.some(({ pid }) => pid === one.pid))',
      'a child that outlives its wrapper goes on',
    ],
    ['stopped.get(pair)?.has(pid)', 'false', 'what muster ended is no failure'],
    ['Math.max(0, fresh.length - ours)', '0', 'a program that starts itself anew has not ended'],
    ['Math.max(0, fresh.length - ours)', 'fresh.length', 'what our launch brought is no successor'],
    [
      'launched.get(pair) ?? 0',
      'settled.filter((launch) => launch.host === host).length',
      'a launch of another component brought no instance of this one',
    ],
    [
      'launched.get(pair) ?? 0',
      'settled.filter(({ component }) => component === id).length',
      'a launch on another host brought no instance here',
    ],
    ['livedMs + gapMs / 2 <', 'livedMs <', 'it ended half-way since it was seen, not at once'],
    ['livedMs + gapMs / 2 <', 'livedMs + gapMs <', 'it ended half-way since it was seen, not just now'],
    [
      '.filter((livedMs) => livedMs + gapMs / 2 < wanted.backoff.minUptimeMs)',
      '',
      'ending after minUptime is no failure',
    ],
  ],
  'src/core/ended.ts': [
    [
      'one.pids.some((pid) => pids.has(pid))',
      'pids.has(one.pid)',
      'what remains of one whose wrapper has ended goes on',
    ],
    ['there[index]?.pid === pid', 'there[index] !== undefined', 'as many are not the same ones'],
  ],
  'src/core/lessons.ts': [
    ['...endedEarly(before, after, wanted, appeared),', '', 'what ends early is a failure'],
    [
      '...cameToNothing(before.launches, fates, wanted, sightings),',
      '',
      'what comes to nothing is a failure',
    ],
    ['withoutRecovered(after, wanted, nowMs)', 'after', 'what has recovered is forgotten'],
    [
      'failedAnywhere(failedThere(recovered, failures, nowMs), failures, nowMs)',
      'failedThere(recovered, failures, nowMs)',
      'what fails counts against the component as a whole',
    ],
    [
      'failedAnywhere(failedThere(recovered, failures, nowMs), failures',
      'failedAnywhere(recovered, failures',
      'what fails counts against its host',
    ],
    ["stage === 'sent' &&", '', 'what was perhaps never sent has not failed'],
    ["fates.get(id) === 'overdue' &&", '', 'only what is overdue came to nothing'],
    [
      "fates.get(id) === 'overdue' &&",
      "fates.get(id) !== 'appeared' && fates.get(id) !== 'open' &&",
      'what a reboot ended did not come to nothing',
    ],
    ["sightings.get(host)?.kind === 'seen' &&", '', 'nothing is said against a host nobody could look at'],
    ['longLived.has(component),', 'true,', 'a short-lived one may have ended already'],
  ],
  'src/core/backoff.ts': [
    ['firstMs * 2 ** (failures - 1)', 'firstMs', 'each further failure doubles the wait'],
    [
      'Math.min(capMs, firstMs * 2 ** (failures - 1))',
      'firstMs * 2 ** (failures - 1)',
      'the wait grows up to the cap',
    ],
    ['setback.host === null ? [[', 'true ? [[', 'a wait on one host is not of the component as a whole'],
    ['atFault.get(setback.component) && ', '', 'quarantine: only for what lives elsewhere'],
    ['living >= failing.size', 'living > 0', 'quarantine: not for what fails on more hosts than it lives on'],
    [
      'living >= failing.size',
      'living > failing.size',
      'quarantine: for what lives on as many hosts as it fails on',
    ],
    ['!failing.has(name) && ', '', 'quarantine: where it failed nothing counts as living'],
    [
      ' && !hasComeUpSince(setback, host, memory, rule)',
      '',
      'quarantine: not where something came up of late',
    ],
    ['sinceMs > lastAtMs - minUptimeMs', 'true', 'quarantine: what has long been there does not end it'],
    ['ageMs(last.lastAtMs, nowMs) >= capMs', 'false', 'quarantine ends by itself'],
    ['const [last, second]', 'const [last, second = last]', 'quarantine: two components'],
    [
      'untilMs: last.lastAtMs + capMs',
      'untilMs: second.lastAtMs + capMs',
      'quarantine counts from the last failure',
    ],
    ['why: last.why', 'why: second.why', 'quarantine: what happened last is told'],
    [
      'toSorted((a, b) => b.lastAtMs - a.lastAtMs)',
      'toSorted((a, b) => a.lastAtMs - b.lastAtMs)',
      'quarantine: the latest failures count',
    ],
  ],
  'src/core/machines.ts': [
    [
      "[bootId, hostname, user, home, firstProcess ?? '-'].join",
      "[hostname, user, home, firstProcess ?? '-'].join",
      'another boot is another machine',
    ],
    [
      "[bootId, hostname, user, home, firstProcess ?? '-'].join",
      "[bootId, user, home, firstProcess ?? '-'].join",
      'another host name is another machine',
    ],
    [
      "[bootId, hostname, user, home, firstProcess ?? '-'].join",
      "[bootId, hostname, home, firstProcess ?? '-'].join",
      'another user counts for itself',
    ],
    [
      "[bootId, hostname, user, home, firstProcess ?? '-'].join",
      "[bootId, hostname, user, firstProcess ?? '-'].join",
      'another home counts for itself',
    ],
    ['bootId === null || ', '', 'without a boot id nothing is taken for the same'],
    ['hostname === null || ', '', 'without a host name nothing is taken for the same'],
    ['user === null || ', '', 'without a user nothing is taken for the same'],
    [' || home === null', '', 'without a home nothing is taken for the same'],
    [
      'for (const { name } of hosts)',
      'for (const { name } of hosts.toReversed())',
      'all is counted under the first name',
    ],
    ['instances: new Map(), pilots', 'pilots', 'a further name of a machine holds nothing'],
    [
      "if (seen.get(name)?.kind !== 'seen' && principal !== undefined) aliases",
      'if (false) aliases',
      'a name that does not answer is known again',
    ],
    ["seen.get(name)?.kind !== 'seen' && ", '', 'a name that answers is the machine it says now'],
    ['.filter(([name]) => !aliases.has(name))', '', 'nothing is presumed under a further name'],
    [
      'host: aliases.get(item.host) ?? item.host',
      'host: item.host',
      'its launches belong to the name that counts',
    ],
    [
      "[bootId, hostname, user, home, firstProcess ?? '-'].join",
      '[bootId, hostname, user, home].join',
      'another first process is another machine',
    ],
    [
      'host === null ? null : (aliases.get(host) ?? host)',
      'host',
      'setbacks of a further name move to the name that counts',
    ],
    ['moved.failures > there.failures', 'false', 'of two the one that failed more often stays'],
  ],
  'src/core/count.ts': [
    [".filter(({ state }) => !state.startsWith('Z'))", '', 'zombies count for nothing'],
    [
      '.toSorted((one, other) => one.pid - other.pid);\n  const matching',
      ';\n  const matching',
      'the order of a listing does not matter',
    ],
    ["!state.startsWith('Z')", "state !== 'Z'", 'zombies of every kind'],
    ['command.includes(key)', 'command.startsWith(key)', 'the key is looked for in the whole command line'],
    ['topmost.get(pid) ?? pid', 'pid', 'a wrapper and its program are one instance'],
    [
      'if (top === null && matching.has(pid)) top = pid;',
      'if (matching.has(pid)) top = pid;',
      'the topmost is the instance',
    ],
    [
      'if (top === null && matching.has(pid)) top = pid;',
      'if (top === null) top = pid;',
      'the topmost of those that match',
    ],
    ['byPid.get(at.ppid)', 'matching.has(at.ppid) ? byPid.get(at.ppid) : undefined', 'whatever lies between'],
    [
      'topmost.set(at.pid, null);',
      "if (climbed.includes(at.pid)) throw new Error('endless');",
      'a circle of parents ends the climb',
    ],
    ['(topmost.get(at.pid) ?? null)', 'null', 'what was climbed once is known'],
    [
      ').toSorted((one, other) => one.pid - other.pid);\n}',
      ');\n}',
      'instances are in the order of their pids',
    ],
    ['byPid.get(pid)?.elapsedS ?? null', 'null', 'an instance is as old as its topmost process'],
  ],
  'src/core/keysIn.ts': [
    ['start < text.length', 'start < 1', 'the key is looked for in the whole command line'],
    ['node.ends.push(id);', 'node.ends[0] = id;', 'one key may be that of several components'],
    [
      'for (const id of node.ends) found(id);\n      steps',
      'if (node.next === null) for (const id of node.ends) found(id);\n      steps',
      'a key may be the beginning of another',
    ],
  ],
  'src/core/pilotReport.ts': [
    ["phase === 'unfit' || phase", 'phase', 'a pilot whose host is unfit is over'],
    ["code === 'pilot-command-failed' ||", '', 'what printed is looked for where a command failed'],
    ['param.startsWith(kept)', 'param === kept', 'a failure that was cut is still that of its pilot'],
  ],
  'src/core/pilotEnds.ts': [
    [
      'if (component === undefined || isStopped(host, pilot, stops)) continue;',
      'if (component === undefined) continue;',
      'what muster ends has not failed',
    ],
    ["if (lifetime === 'short') return pilot.code !== 0;", '', 'what is meant to end fails by its exit code'],
    [
      'return livedMs(pilot) < minUptimeMs;\n    // ',
      'return true;\n    // ',
      'what lived long enough has not failed',
    ],
    [
      "pilot.phase === 'ended' && component.lifetime === 'short'",
      'false',
      'what ended as it was meant to went well',
    ],
    ['ran.seconds * 1000', 'ageMs(startedMs, sinceMs)', 'what counts is how long the component ran'],
    ['pairOf(stop) === pair && ', '', 'a stop on another host excuses nothing'],
  ],
  'src/core/pilotEvents.ts': [
    ['gone.has(launchId) || ', '', 'what is told as gone is no event of its own'],
    ['told.launches.has(launchId) || ', '', 'what is told as an outcome is no event of its own'],
    [' || told.isStopped(host, pilot)', '', 'what muster stopped is no event of its own'],
    ['pilot.readyMs !== null && !isOver(pilot)', '!isOver(pilot)', 'ready is who says so'],
    ['startedMs > then.seenAtMs', 'true', 'what was ready before the state was lost is no news'],
  ],
  'src/core/pilots.ts': [
    [
      '!isOver(pilot) && pilot.component === id && pilot',
      'pilot.component === id && pilot',
      'a pilot that is over watches over nothing',
    ],
    [
      '!isOver(pilot) && pilot.component === id && pilot',
      '!isOver(pilot) && pilot',
      'a pilot is of its component',
    ],
    ["if (pilot?.phase === 'starting') return null;", '', 'preparing is no uptime'],
    ['known.has(pilot.launchId) &&\n', '\n', 'a sandbox of nobody teaches nothing'],
    ['!over.has(pilot.launchId) &&\n', '\n', 'each end teaches once'],
    [
      'ageMs(pilot.sinceMs, nowMs) < teachingMs(rule),\n      )',
      'true,\n      )',
      'an old end teaches nothing',
    ],
    [
      'isOver(pilot) && !there.has(pilot.launchId) && ageMs',
      'isOver(pilot) && ageMs',
      'what is told now is not told of before as well',
    ],
    ['known.get(component) === requirements &&\n', '\n', 'another requirement is tried at once'],
    ['ageMs(atMs, nowMs) < unfitForMs &&\n', '\n', 'a host is unfit for a while only'],
    ['sinceMs > atMs),', 'false),', 'what came up there says the host is fit'],
    [
      "if (pilot === undefined) return readiness === 'running';",
      '',
      'without a pilot what runs may be ready',
    ],
    [
      "(readiness === 'running' || pilot.readyMs !== null)",
      'true',
      'what reports itself ready is ready then',
    ],
    [
      "pilot?.phase !== 'running' || pilot.readyMs === null",
      'pilot === undefined',
      'only what is ready exports',
    ],
    [
      'if (ageMs(held.seenAtMs, nowMs) >= believed(name, id)) continue;',
      '',
      'what is given up exports nothing',
    ],
  ],
  'src/core/gone.ts': [
    ['const there = rebooted ? [] : ', 'const there = ', 'after a boot a number says nothing'],
    [
      '.filter(({ pids }) => !pids.some((pid) => stopped.has(pid)))',
      '',
      'what muster stops is not gone by itself',
    ],
    ['atMostMs: livedMs + gapMs', 'atMostMs: livedMs', 'an end lies between two looks'],
  ],
  'src/core/age.ts': [
    ['Math.max(0, nowMs - thenMs)', 'nowMs - thenMs', 'a clock that was set back counts as no time'],
  ],
  'src/store/clockSet.ts': [
    ['if (writtenAtMs === null) return 0;', '', 'without a state the clock was not set'],
    ['boot !== null && boot.id === bootNow?.id', 'false', 'within one boot the uptime tells'],
    ['boot.id === bootNow?.id', 'bootNow !== null', 'the uptime of another boot tells nothing'],
    ['Math.abs(setMs) < noticeableMs ? 0 : setMs', 'setMs', 'a clock that is kept right is not set'],
    ['byClockMs < -noticeableMs ? byClockMs : 0', 'byClockMs', 'after a reboot a later clock tells nothing'],
    ['byClockMs < -noticeableMs ? byClockMs : 0', '0', 'after a reboot a clock behind the state was set'],
    ['byClockMs < -noticeableMs ?', 'byClockMs < 0 ?', 'after a reboot, too, a little is nothing'],
    ['forward: setMs > 0', 'forward: setMs < 0', 'forward is forward'],
  ],
  'src/pass.ts': [
    [
      'merged(config.hosts, before, seen)',
      'merged([], before, seen)',
      'two names of one machine are counted once in a pass',
    ],
    [
      '  const plan = makePlan(planned, census);',
      '  const plan = makePlan(config, census);',
      'only what the pass is narrowed to is planned',
    ],
    [
      'plan = planStarts(planned, census, launched);',
      'plan = planStarts(config, census, launched);',
      'only what the pass is narrowed to is planned after a wave',
    ],
    [
      'planStarts(planned, census, launched)',
      'planStarts(planned, census)',
      'a plan made again knows what was tried',
    ],
    [
      'launched = [...launched, ...wave.launched];',
      'launched = wave.launched;',
      'a plan made again knows what was tried in every wave',
    ],
    ['if (ports.signal.aborted) {', 'if (false) {', 'a pass that must end starts nothing more'],
    [
      'if (wave.launched.some(({ late }) => late) && isHeldUp(ports)) {',
      'if (false) {',
      'a pass that comes too late starts nothing more',
    ],
    [' && isHeldUp(ports)) {', ') {', 'the clock of one host does not end a pass'],
    [
      '    census = takeCensus(config, memory, sightings, ports.now());\n',
      '',
      'what a wave did is counted before the next',
    ],
    ['  await save(settled.memory);\n', '', 'what was found out last is saved'],
    ['if (problem !== null) problems.push(problem);', '', 'what cannot be saved is told'],
  ],
  'src/launching.ts': [
    [
      'lanes.get(through) ?? pLimit(atOnce)',
      'lanes.get(through) ?? pLimit(1000)',
      'no more hosts are looked at at once than may be',
    ],
    [
      'const limit = pLimit(config.fanoutHosts);',
      'const limit = pLimit(1000);',
      'no more launches at once than may be',
    ],
    ['  await known.save(memory);\n', '', 'a launch is saved before anything of it is sent'],
    ["stage: 'sent', sentAtMs }", 'sentAtMs }', 'what was sent is remembered as sent'],
    ["stage: 'sent', sentAtMs }", "stage: 'sent' }", 'the grace counts from the answer'],
    [
      'unanswered.has(launch.id) ? Math.max',
      'false ? Math.max',
      'without an answer it counts from the deadline',
    ],
    ['without(known.memory, refused)', 'known.memory', 'what was refused is not pending'],
    ['if (failed.size === 0)', 'if (true)', 'a host where one failed is asked at once what runs there'],
    [
      'sent.launches.toSorted((a, b) => Number(failed.has(a.id)) - Number(failed.has(b.id)))',
      'sent.launches',
      'a new instance is more likely that of a launch that did not fail',
    ],
    [
      "if (again.get(launch.host)?.kind !== 'seen')",
      'if (false)',
      'where a host cannot tell after a failure, the launch is unknown',
    ],
    [
      "if (fates.get(launch.launchId) === 'appeared')",
      'if (false)',
      'one more instance counts, though its submitter failed',
    ],
    [
      'launches: [...memory.launches, ...lost]',
      'launches: memory.launches',
      'a launch that was given up during the pass is not confirmed',
    ],
    ["without(open, new Set(idsOf(judged, 'failed')))", 'open', 'what failed is not pending'],
    [
      'sightings: new Map([...known.sightings, ...again]),',
      'sightings: known.sightings,',
      'what was seen meanwhile is known to the next plan',
    ],
    ['launch.ours || ', '', 'a fault on this side is laid on no host'],
    ['ports.signal.aborted || (launch.late', '(launch.late', 'that a pass is ended is laid on no host'],
    [' || (launch.late && isHeldUp(ports))', '', 'that a pass comes too late is laid on no host'],
    ['launch.late && isHeldUp(ports)', 'launch.late', 'a host whose clock is wrong backs off'],
    ["(launch.outcome === 'refused' && !ours(launch))", 'false', 'what was refused backs off from that host'],
    [
      "(launch.outcome === 'failed' && !hasToldItself(launch, memory))",
      'false',
      'what failed backs off from that host',
    ],
    ['sentAtMs: untilMs,', 'sentAtMs: 0,', 'the grace of what a killed pass left counts from its deadline'],
    ["stage: 'ordered',", "stage: 'sent',", 'what a killed pass left may never have been sent'],
    ['bootId: seen?.vitals.bootId ?? null,', 'bootId: null,', 'a launch knows the boot it was decided in'],
    [
      'seen?.instances.get(component.id)?.flatMap(({ pids }) => pids) ?? []',
      '[]',
      'a launch knows what was there before',
    ],
  ],
  'src/settling.ts': [
    [
      "outcome === 'done' || outcome === 'unknown'",
      "outcome === 'done'",
      'a host without an answer is asked once more',
    ],
    ['    await known.save(known.memory);\n', '', 'what was sent is saved before the wait'],
    ['ports.signal.aborted ? new Map() : ', '', 'a pass that must end asks nobody any more'],
    ["outcome === 'failed' ||\n", '', 'what failed counts against the component'],
    [' && !shortLived.has(component)', '', 'a short-lived one that vanished has not failed'],
    [" && fates.get(launchId) !== 'rebooted'", '', 'what a reboot ended has not failed'],
    ["{ ...open, stage: 'vanished' }", 'open', 'what vanished is known as such'],
    [
      'failedThere({ ...memory, launches }, vanished.map(failureOf), nowMs)',
      '{ ...memory, launches }',
      'what vanished backs off from its host',
    ],
    [
      'vanished.map(failureOf), nowMs)',
      'failed.map(failureOf), nowMs)',
      'what failed counts once against its host',
    ],
    [
      'failedAnywhere(there, failed.map(failureOf), nowMs)',
      'there',
      'what failed or vanished backs off as a whole',
    ],
    ['withoutSetbacks(memory, ended)', 'memory', 'a short-lived one whose submitter ended well is well'],
    [
      "fate === undefined || fate === 'appeared'",
      "fate === 'appeared'",
      'what was seen earlier in the pass is confirmed',
    ],
    ["if (sighting?.kind !== 'seen') {", 'if (false) {', 'unknown where the host cannot be asked'],
    ["if (fate === 'rebooted') return", 'if (false) return', 'a reboot is told as the reason'],
    [
      "if (outcome === 'unknown') return { ...launch, outcome };",
      '',
      'without an answer and an instance nothing is known',
    ],
    [
      '  await Promise.all(answering.map((host) => ports.hosts.tidy(host)));\n',
      '',
      'hosts launched on are swept',
    ],
    [
      "({ name }) => (again.get(name) ?? known.sightings.get(name))?.kind === 'seen'",
      '() => true',
      'hosts that do not answer are not swept',
    ],
    [
      'sightings: new Map([...known.sightings, ...again]),',
      'sightings: known.sightings,',
      'what is seen last is what is reported',
    ],
  ],
};

const table: readonly Mutation[] = Object.entries(rules).flatMap(([file, list]) =>
  list.map(([text, instead, breaks]) => ({ file, text, instead, breaks })),
);

process.exitCode = await main(process.argv.slice(2));
