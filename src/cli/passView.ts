import { grouped } from '../core/grouped.ts';
import type { HostName } from '../core/types.ts';
import { foldRange } from '../interface/ranges.ts';
import type { Progress } from '../pass.ts';
import { many } from '../report/style.ts';

type Doing = 'asking' | 'stopping' | 'launching' | 'settling';

/** How far a pass is, in words. */
export class PassView {
  readonly #endsAtMs: number;
  #doing: Doing | null = null;
  #all = 0;
  /** The hosts of what is under way, one for each, and null in the place of what is done. */
  #open: (HostName | null)[] = [];
  #openCount = 0;
  /** Where each host stands among them, the last first. */
  #places = new Map<HostName, number[]>();
  #counts = new Map<string, number>();

  /** @param endsAtMs the deadline of the pass. */
  constructor(endsAtMs: number) {
    this.#endsAtMs = endsAtMs;
  }

  /** Takes a step in. Returns a line to be kept when that ends a part of the pass, else null. */
  show(step: Progress): string | null {
    switch (step.step) {
      case 'asking':
        this.#begin('asking', step.hosts);
        return null;
      case 'sighted':
        return this.#done(step.host, step.sighting.kind);
      case 'stopping':
        this.#begin('stopping', []);
        this.#all = step.instances;
        return null;
      case 'launching':
        this.#begin('launching', step.hosts);
        return null;
      case 'launched':
        return this.#done(step.host, step.outcome);
      case 'settling':
        this.#begin('settling', []);
        return `waiting for what was launched to settle on ${many(step.hosts, 'host')}`;
    }
  }

  /** `12 of 16 hosts asked, waiting for n[03,07]; 3:41 left`; empty before anything is under way. */
  line(nowMs: number): string {
    const told = this.told();
    return told === '' ? '' : `${told}; ${timeLeft(this.#endsAtMs - nowMs)} left`;
  }

  /** As `line`, without the deadline. */
  told(): string {
    if (this.#doing === null) return '';
    if (this.#doing === 'stopping') return `stopping ${many(this.#all, 'instance')}`;
    if (this.#doing === 'settling') return 'waiting for what was launched to settle';
    const isFew = this.#openCount > 0 && this.#openCount <= fewHosts;
    if (!isFew) return this.#doneText();
    return `${this.#doneText()}, waiting for ${foldRange(this.#open.filter((host) => host !== null))}`;
  }

  #begin(doing: Doing, hosts: readonly HostName[]): void {
    this.#doing = doing;
    this.#all = hosts.length;
    this.#open = [...hosts];
    this.#openCount = hosts.length;
    const last = hosts.map((_, index) => index).toReversed();
    this.#places = grouped(last, (index) => hosts[index] as HostName);
    this.#counts = new Map();
  }

  #done(host: HostName, what: string): string | null {
    const at = this.#places.get(host)?.pop();
    if (at !== undefined) {
      this.#open[at] = null;
      this.#openCount--;
    }
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    if (this.#openCount > 0) return null;
    const counts = [...this.#counts].map(([what, count]) => `${count} ${what}`).join(', ');
    return `${this.#doneText()}: ${counts}`;
  }

  #doneText(): string {
    const done = this.#all - this.#openCount;
    return this.#doing === 'asking'
      ? `${done} of ${many(this.#all, 'host')} asked`
      : `${done} of ${many(this.#all, 'launch', 'launches')} answered`;
  }
}

/** So many are named. */
const fewHosts = 5;

/** `3:41`. */
function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
