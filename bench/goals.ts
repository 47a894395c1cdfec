import {
  measuredOf,
  processorMsPerHost,
  type Comparison,
  type Measured,
  type Results,
  type Startup,
} from './results.ts';
import { pingTimeoutMs } from './scenarios/startup.ts';
import { mib, millis, seconds, times } from './table.ts';

/** A number muster is to reach, and whether it does. */
export interface Goal {
  readonly what: string;
  readonly toReach: string;
  /** null where it was not measured. */
  readonly measured: string | null;
  readonly met: boolean | null;
}

/** Of so many hosts SPEC §12 says what a pass may take; fewer only show figures. */
const manyHosts = 200;

/** SPEC §12, line by line. */
export function goalsOf(results: Results): Goal[] {
  const many = comparisonOf(results, manyHosts);
  const most = results.converged?.at(-1);
  return [
    ...['floor', 'floorAsMuster'].flatMap((key) => beside(many, key, 1.25)),
    ...['pdsh', 'clush', 'pdshCurve', 'clushCurve'].flatMap((key) => beside(many, key, 0.35)),
    ...beside(many, 'ssh', 0.2),
    processor(most),
    deadHosts(results),
    memory(most),
    ...growth(results),
    check(results),
    unreachable(results),
  ];
}

function beside(comparison: Comparison | undefined, key: string, most: number): Goal[] {
  const muster = measuredOf(comparison, 'muster');
  const other = measuredOf(comparison, key);
  if (comparison === undefined || muster === undefined || other === undefined) return [];
  const ratio = muster.wallMs / other.wallMs;
  return [
    {
      what: `converged pass on ${comparison.hosts} hosts, wall, beside ${other.name}`,
      toReach: `≤ ${most} ×`,
      measured: `${times(ratio)} (${seconds(muster.wallMs)}, ${seconds(other.wallMs)})`,
      // On fewer hosts starting up is much of it.
      met: comparison.hosts < manyHosts ? null : ratio <= most,
    },
  ];
}

function processor(comparison: Comparison | undefined): Goal {
  const muster = measuredOf(comparison, 'muster');
  const what = `processor time for each host beyond start-up, of ${comparison?.hosts ?? 'many'} hosts`;
  const ms = muster === undefined ? null : processorMsPerHost(muster, comparison!.hosts);
  return goal(
    what,
    '≤ 6 ms',
    ms,
    (value) => value <= 6,
    (value) => `${millis(value)}${pdshBeside(comparison)}`,
  );
}

function pdshBeside(comparison: Comparison | undefined): string {
  const pdsh = measuredOf(comparison, 'pdsh');
  const ms = pdsh === undefined ? null : processorMsPerHost(pdsh, comparison!.hosts);
  return ms === null ? '' : ` (pdsh: ${millis(ms)})`;
}

function deadHosts({ dead = [] }: Results): Goal {
  const at = (share: number): Measured | undefined =>
    measuredOf(
      dead.find((each) => each.dead === share),
      'muster',
    );
  const [alive, quarter] = [at(0), at(0.25)];
  const moreMs = alive && quarter ? quarter.wallMs - alive.wallMs : null;
  const what = `a quarter of ${dead[0]?.hosts ?? ''} hosts dead, wall beyond that of all alive`.replace(
    '  ',
    ' ',
  );
  return goal(what, '≤ 1.2 s', moreMs, (ms) => ms <= 1200, seconds);
}

function memory(comparison: Comparison | undefined): Goal {
  const resident = measuredOf(comparison, 'muster')?.memory?.residentMiB ?? null;
  const what = `memory at ${comparison?.hosts ?? 1000} hosts, resident`;
  return goal(what, '≤ 200 MiB', resident, (size) => size <= 200, mib);
}

function growth({ converged = [] }: Results): Goal[] {
  const [first, last] = [converged[0], converged.at(-1)];
  const [few, many] = [measuredOf(first, 'muster'), measuredOf(last, 'muster')];
  if (first === undefined || last === undefined || first === last || !few || !many) return [];
  const hosts = last.hosts / first.hosts;
  return (['wallMs', 'processorMs'] as const).map((figure) => {
    const ratio = many[figure] / few[figure];
    return {
      what: `${first.hosts} to ${last.hosts} hosts, growth of the ${figure === 'wallMs' ? 'wall' : 'processor'} time`,
      toReach: `≤ ${times(hosts)}`,
      measured: times(ratio),
      met: ratio <= hosts,
    };
  });
}

function check({ startup = [] }: Results): Goal {
  const ratio = besideNode(startup, 'check', 0);
  return goal(
    '`muster check`, start to end, beside `node -e 0`',
    '≤ 2 ×',
    ratio,
    (value) => value <= 2,
    times,
  );
}

function unreachable({ startup = [] }: Results): Goal {
  const ratio = besideNode(startup, 'unreachable', pingTimeoutMs);
  const what = '`muster run` with no host reachable, without the ping time-out, beside `node -e 0`';
  return goal(what, '≤ 3 ×', ratio, (value) => value <= 3, times);
}

function besideNode(startup: readonly Startup[], key: string, withoutMs: number): number | null {
  const [node, one] = ['node', key].map((wanted) => startup.find((each) => each.key === wanted));
  return node && one ? (one.wallMs - withoutMs) / node.wallMs : null;
}

function comparisonOf({ converged = [] }: Results, hosts: number): Comparison | undefined {
  return converged.findLast((comparison) => comparison.hosts <= hosts);
}

function goal(
  what: string,
  toReach: string,
  value: number | null,
  isMet: (value: number) => boolean,
  told: (value: number) => string,
): Goal {
  return {
    what,
    toReach,
    measured: value === null ? null : told(value),
    met: value === null ? null : isMet(value),
  };
}
