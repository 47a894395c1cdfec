import type { ChildProcess } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { bringUpFleet } from '../fleet/fleet.ts';
import { ended, type Ran } from '../fleet/ran.ts';
import { judgeStart, named, type Finding } from './guarantees.ts';
import type { History, Pass, Told } from './history.ts';
import { at } from './random.ts';
import { turnOf, type Fault, type Meddling, type Moment } from './schedule.ts';
import { SoakSite, type PassClock } from './site.ts';
import { judgePass } from './told.ts';
import { uptimeMs, type Living } from './truth.ts';
import { componentIn, wantedOn, withComponent, type Wanted } from './wanted.ts';

export interface SoakOptions {
  readonly seed: string;
  readonly passes: number;
  readonly hosts: number;
  /** The fleet is brought to rest after so many passes. */
  readonly restEvery: number;
  say(line: string): void;
}

export interface SoakResult {
  readonly violation: Finding | null;
  readonly pass: number;
  /** How often what happened. */
  readonly figures: ReadonlyMap<string, number>;
  readonly wallMs: number;
}

/**
 * Runs passes on a fleet of real hosts while a schedule made of a seed breaks it, and holds each pass against what really
 * happened. Ends at the first violation.
 *
 * @param onViolation called while the fleet and the folder of the passes are still there.
 */
export async function soak(
  options: SoakOptions,
  onViolation: (finding: Finding, events: readonly string[], folder: string) => Promise<void>,
): Promise<SoakResult> {
  const beganMs = performance.now();
  const names = Array.from({ length: options.hosts }, (_, index) => `s${String(index + 1).padStart(2, '0')}`);
  const fleet = await bringUpFleet({ hosts: names });
  try {
    const site = new SoakSite(fleet);
    await site.prepare();
    const run = new Soak(site, options);
    const violation = await run.all().catch((error: unknown): Finding => {
      if (error instanceof Violation) return error.finding;
      throw error;
    });
    if (violation) await onViolation(violation, run.events, site.folder);
    return { violation, pass: run.number, figures: run.figures, wallMs: performance.now() - beganMs };
  } finally {
    await fleet.down();
  }
}

class Violation extends Error {
  readonly finding: Finding;
  constructor(guarantee: string, what: string) {
    super(`${guarantee}: ${what}`);
    this.finding = { guarantee, what };
  }
}

interface Outage {
  readonly kind: 'cut' | 'freeze';
  /** Virtual time. */
  readonly untilMs: number;
}

class Soak {
  readonly events: string[] = [];
  readonly figures = new Map<string, number>();
  number = 0;
  readonly #site: SoakSite;
  readonly #options: SoakOptions;
  readonly #usual: Wanted;
  readonly #passes = new Map<number, Pass>();
  readonly #history: History;
  readonly #judged = new Set<string>();
  readonly #outages = new Map<string, Outage>();
  /** By host and name of the file. */
  readonly #modes = new Map<string, { host: string; name: string; untilMs: number }>();
  #wanted: Wanted;
  #aheadMs = 0;
  /** By how much the time of day was set, beside `#aheadMs`. */
  #setMs = 0;
  /** What has to be added to `#aheadMs` for the time since the control VM was booted. */
  #bootedMs = 0;
  #boots = 0;
  /** What happened to the clock of the control VM since a pass wrote the state. */
  #unwritten: 'setClock' | 'controlReboot' | null = null;

  constructor(site: SoakSite, options: SoakOptions) {
    this.#site = site;
    this.#options = options;
    this.#usual = wantedOn(site.fleet.hosts);
    this.#wanted = this.#usual;
    this.#history = { passes: this.#passes, launches: site.launches, ends: site.ends };
  }

  async all(): Promise<null> {
    await this.#rest();
    for (let turn = 1; turn <= this.#options.passes; turn++) {
      const { stepS, faults, meddling } = turnOf(this.#options.seed, turn);
      this.#aheadMs += stepS * 1000;
      await this.#recover();
      for (const fault of faults) await this.#strike(fault);
      await this.#pass(meddling);
      if (turn % this.#options.restEvery === 0 || turn === this.#options.passes) await this.#rest();
    }
    return null;
  }

  /** One pass, what is done to it, and everything that is checked after each. */
  async #pass(meddling: Meddling | null): Promise<Pass> {
    const number = ++this.number;
    const site = this.#site;
    const before = site.living();
    const reachable = new Set(
      site.fleet.hosts.map(({ name }) => name).filter((name) => !this.#outages.has(name)),
    );
    const wanted = this.#wanted;
    const startedMs = uptimeMs();
    const child = site.startPass(wanted, number, this.#clock());
    const meddledWith = new Set<string>();
    const done = ended(child);
    // While it runs it is known as far as it can be, for what starts meanwhile.
    const [ran] = await Promise.all([done, meddling && this.#meddle(meddling, child, meddledWith)]);
    const endedMs = uptimeMs();
    for (const host of meddledWith) reachable.delete(host);
    const look = site.look();
    const after = look.living;
    const killed = ran.signal !== null;
    const told = killed ? null : toldBy(ran);
    const pass: Pass = {
      number,
      startedMs,
      endedMs,
      aheadMs: this.#aheadMs,
      wanted,
      killed,
      exit: ran.code,
      told,
      reachable,
      meddledWith,
      before,
      after,
    };
    this.#passes.set(number, pass);
    if (!killed) this.#unwritten = null;
    this.#count('passes');
    if (killed) this.#count('passes killed');
    for (const { outcome } of told?.outcomes ?? []) this.#count(`launches ${outcome}`);
    this.#note(
      `pass ${number}: exit ${ran.code ?? ran.signal}, ${endedMs - startedMs} ms, ${after.length} living, ` +
        `${launchesText(told?.outcomes ?? [])}` +
        `${told?.problems.map(({ text }) => ` ! ${text}`).join('') ?? ''}`,
    );
    for (const { host, sighting } of told?.hosts ?? []) {
      if (reachable.has(host) && sighting !== 'seen') this.#count('well hosts not seen');
      if (this.#outages.has(host) && !meddledWith.has(host) && sighting === 'seen')
        throw new Violation('truth', `pass ${number} says it saw ${host}, which could not be reached`);
    }
    if (!killed && told === null) this.#note(ran.stderr);
    this.#judge(pass, look.atMs, look.living);
    const gone = site.missingBystanders(look);
    if (gone.length > 0) throw new Violation('signals', `bystanders have ended: ${gone.join('; ')}`);
    return pass;
  }

  #judge(pass: Pass, lookedMs: number, living: readonly Living[]): void {
    this.#site.readRecords();
    const there = new Set(living.map(({ launchId }) => launchId));
    for (const launch of this.#site.launches.values()) {
      const { id, startedMs, starts } = launch;
      if (startedMs === null) continue;
      if (starts > 1) throw new Violation('doubled', `${named(launch)} was started ${starts} times`);
      // A hundredth of a second is the finest these clocks can tell.
      if (startedMs < lookedMs - 10 && !there.has(id) && !this.#site.ends.has(id))
        throw new Violation('signals', `${named(launch)} has ended, and the schedule did not end it`);
      if (this.#judged.has(id)) continue;
      this.#judged.add(id);
      this.#count('instances started');
      const { violations, excuses } = judgeStart(this.#history, launch);
      for (const { guarantee, what } of violations) throw new Violation(guarantee, what);
      for (const kind of excuses) this.#count(`excuse: ${kind}`);
    }
    for (const { guarantee, what } of judgePass(this.#history, pass)) throw new Violation(guarantee, what);
  }

  async #strike(fault: Fault): Promise<void> {
    const { fleet } = this.#site;
    const host = 'host' in fault && fault.host !== null ? at(fleet.hosts, fault.host).name : null;
    const component =
      'component' in fault && fault.component !== null
        ? at(this.#wanted.components, fault.component).id
        : null;
    this.#count(`fault: ${fault.kind === 'submitter' ? `submitter ${fault.mode}` : fault.kind}`);
    this.#note(`before pass ${this.number + 1}: ${describe(fault, host, component)}`);
    switch (fault.kind) {
      case 'kill':
        this.#kill(fault.victims);
        return;
      case 'reboot':
        this.#outages.delete(host!);
        await this.#site.reboot(host!);
        return;
      case 'cut':
      case 'freeze':
        await this.#outage(host!, fault.kind, fault.forS);
        return;
      case 'brownout': {
        const cut = fleet.hosts.slice(0, Math.ceil(fault.share * fleet.hosts.length));
        for (const { name } of cut) await this.#outage(name, 'cut', fault.forS);
        return;
      }
      case 'submitter': {
        const name = component?.split('/')[1] ?? 'any';
        const untilMs = this.#virtualMs() + fault.forS * 1000;
        for (const each of host === null ? fleet.hosts.map((every) => every.name) : [host]) {
          this.#site.setMode(each, name, fault.mode);
          this.#modes.set(`${each} ${name}`, { host: each, name, untilMs });
        }
        return;
      }
      case 'count': {
        const most = 2 * componentIn(this.#usual, component!).count;
        const count = componentIn(this.#wanted, component!).count + fault.by;
        this.#wanted = withComponent(this.#wanted, component!, { count: Math.min(most, Math.max(0, count)) });
        return;
      }
      case 'on':
        this.#wanted = withComponent(this.#wanted, component!, {
          on: !componentIn(this.#wanted, component!).on,
        });
        return;
      case 'priority':
        this.#wanted = withComponent(this.#wanted, component!, { priority: fault.to });
        return;
      case 'hotlimit':
        this.#wanted = { ...this.#wanted, hotlimit: fault.to };
        return;
      case 'drain':
        this.#wanted = {
          ...this.#wanted,
          hosts: this.#wanted.hosts.map((each) =>
            each.name === host ? { ...each, drained: !each.drained } : each,
          ),
        };
        return;
      case 'unlist': {
        const isListed = this.#wanted.hosts.some(({ name }) => name === host);
        this.#wanted = {
          ...this.#wanted,
          // In the order they always had.
          hosts: this.#usual.hosts.flatMap((usual) => {
            const listed = this.#wanted.hosts.find(({ name }) => name === usual.name);
            if (usual.name !== host) return listed ?? [];
            return isListed ? [] : usual;
          }),
        };
        return;
      }
      // Across a reboot nothing tells that the clock was set forward, so never both at once.
      case 'setClock':
        if (this.#unwritten === 'controlReboot') return;
        this.#unwritten = 'setClock';
        this.#setMs += fault.byS * 1000;
        return;
      case 'controlReboot':
        if (this.#unwritten === 'setClock') return;
        this.#unwritten = 'controlReboot';
        this.#boots++;
        this.#bootedMs = bootingMs - this.#virtualMs();
        return;
    }
  }

  async #meddle(meddling: Meddling, child: ChildProcess, meddledWith: Set<string>): Promise<void> {
    const site = this.#site;
    const moment: Moment = meddling.kind === 'secondPass' ? { when: 'locked' } : meddling.moment;
    const came = await this.#reached(moment, child);
    this.#count(`during a pass: ${meddling.kind}${came ? '' : ' (over before)'}`);
    this.#note(`in pass ${this.number}: ${JSON.stringify(meddling)}${came ? '' : ' (over before)'}`);
    if (!came) return;
    switch (meddling.kind) {
      case 'killPass':
        child.kill('SIGKILL');
        return;
      case 'secondPass': {
        // Held still, so that it has the lock however long the other takes.
        child.kill('SIGSTOP');
        const second = await ended(site.again(this.#clock()));
        child.kill('SIGCONT');
        if (second.code !== 75 || toldBy(second) !== null)
          throw new Violation(
            'lock',
            `a second pass ended with ${second.code}: ${second.stdout}${second.stderr}`,
          );
        return;
      }
      case 'killDuring':
        for (const { host } of this.#kill(meddling.victims)) meddledWith.add(host);
        return;
      case 'cutDuring': {
        const { name } = at(site.fleet.hosts, meddling.host);
        meddledWith.add(name);
        await this.#outage(name, 'cut', meddling.forS);
        return;
      }
      case 'rebootDuring': {
        const { name } = at(site.fleet.hosts, meddling.host);
        meddledWith.add(name);
        this.#outages.delete(name);
        await site.reboot(name);
        return;
      }
    }
  }

  /** Waits for a moment of a running pass. False if the pass was over before. */
  async #reached(moment: Moment, child: ChildProcess): Promise<boolean> {
    const site = this.#site;
    const beganMs = uptimeMs();
    const stateBefore = changeOf(site.state);
    const mine = (): { begun: number; started: number } => {
      site.readRecords();
      const launches = [...site.launches.values()].filter(({ pass }) => pass === this.number);
      return {
        begun: launches.length,
        started: launches.filter(({ startedMs }) => startedMs !== null).length,
      };
    };
    const holds = (): boolean => {
      switch (moment.when) {
        case 'locked':
          return site.lockHolder() === child.pid;
        case 'stateWritten':
          return changeOf(site.state) !== stateBefore;
        case 'begun':
          return mine().begun >= moment.submitters;
        case 'started':
          return mine().started >= moment.instances;
        case 'after':
          return uptimeMs() - beganMs >= moment.ms;
      }
    };
    while (child.exitCode === null && child.signalCode === null) {
      if (holds()) return true;
      await sleep(5);
    }
    return false;
  }

  #kill(victims: readonly number[]): Living[] {
    const living = this.#site.living();
    if (living.length === 0) return [];
    const chosen = new Set(victims.map((victim) => at(living, victim)));
    for (const victim of chosen) {
      this.#count('instances killed');
      this.#site.end(victim);
    }
    return [...chosen];
  }

  async #outage(host: string, kind: Outage['kind'], forS: number): Promise<void> {
    if (this.#outages.has(host)) return;
    this.#outages.set(host, { kind, untilMs: this.#virtualMs() + forS * 1000 });
    if (kind === 'cut') await this.#site.fleet.host(host).cutOff();
    else this.#site.fleet.host(host).freezeSshd();
  }

  /** What is over by now. */
  async #recover(): Promise<void> {
    const nowMs = this.#virtualMs();
    for (const [name, { kind, untilMs }] of this.#outages) {
      if (untilMs > nowMs) continue;
      this.#outages.delete(name);
      if (kind === 'cut') await this.#site.fleet.host(name).heal();
      else this.#site.fleet.host(name).thawSshd();
    }
    for (const [key, { host, name, untilMs }] of this.#modes) {
      if (untilMs > nowMs) continue;
      this.#modes.delete(key);
      this.#site.setMode(host, name, null);
    }
  }

  /**
   * Everything is mended and nothing more happens: then every component must be back at its count, a pass plan nothing
   * and exit 0, after at most `restPasses`. State that is lost then does no harm either.
   */
  async #rest(): Promise<void> {
    this.#note('everything is mended');
    this.#wanted = { ...this.#usual, patience: restPatience };
    for (const [host, outage] of this.#outages) this.#outages.set(host, { ...outage, untilMs: 0 });
    for (const [key, mode] of this.#modes) this.#modes.set(key, { ...mode, untilMs: 0 });
    for (let calm = 1; ; calm++) {
      this.#aheadMs += restStepMs;
      await this.#recover();
      const { exit, told } = await this.#pass(null);
      if (exit === 0 && told?.actions?.length === 0) break;
      if (calm === restPasses)
        throw new Violation(
          'convergence',
          `after ${calm} passes at rest: exit ${exit}, actions ${JSON.stringify(told?.actions)}, counts ${JSON.stringify(told?.components)}`,
        );
    }
    this.#weigh();
    writeFileSync(this.#site.state, '{"version": 1, "hosts"');
    this.#count('fault: state broken');
    const { exit, told } = await this.#pass(null);
    if (exit !== 1 || told?.actions?.length !== 0)
      throw new Violation(
        'convergence',
        `with its state broken: exit ${exit}, ${JSON.stringify(told?.actions)}`,
      );
    this.#wanted = this.#usual;
  }

  /** At rest: nothing below its count. What is above it was excused when it started; it goes, as an operator would see to. */
  #weigh(): void {
    const living = this.#site.living();
    for (const { id, count } of this.#usual.components) {
      const mine = living.filter(({ component }) => component === id);
      if (mine.length < count)
        throw new Violation(
          'convergence',
          `${id} is at ${mine.length} of ${count} although a pass says all is well`,
        );
      for (const surplus of mine.slice(count)) {
        this.#count('surplus ended at rest');
        this.#site.end(surplus);
      }
    }
  }

  #clock(): PassClock {
    return {
      wallAheadMs: this.#aheadMs + this.#setMs,
      uptimeAheadMs: this.#aheadMs + this.#bootedMs,
      boots: this.#boots,
    };
  }

  #virtualMs(): number {
    return uptimeMs() + this.#aheadMs;
  }

  #count(figure: string): void {
    this.figures.set(figure, (this.figures.get(figure) ?? 0) + 1);
  }

  #note(event: string): void {
    this.events.push(event);
    this.#options.say(event);
  }
}

/** For how long the control VM is up when the first pass after a reboot runs. */
const bootingMs = 30_000;
/** Longer than startGrace after a pass's deadline, and than a component can back off: each is over by the next pass. */
const restStepMs = 5 * 60_000;
/** So that no well host is silent because the machine of the soak has too much to do. */
const restPatience = 10;
/** One sees what is there and starts what is missing, one starts what still backed off, one sees that all is well; one to spare. */
const restPasses = 4;

/** The report of a pass; null where it printed none. */
function toldBy({ stdout }: Ran): Told | null {
  try {
    const document = JSON.parse(stdout) as Told & { readonly command: string };
    return document.command === 'run' ? document : null;
  } catch {
    return null;
  }
}

function launchesText(outcomes: NonNullable<Told['outcomes']>): string {
  if (outcomes.length > 15) return `${outcomes.length} launches`;
  return outcomes.map(({ component, host, outcome }) => `${component}@${host} ${outcome}`).join(', ');
}

/** Tells one version of a file from the next. */
function changeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}

function describe(fault: Fault, host: string | null, component: string | null): string {
  const { kind, ...rest } = fault;
  const named = { ...rest, ...(host && { host }), ...(component && { component }) };
  return `${kind} ${JSON.stringify(named)}`;
}
