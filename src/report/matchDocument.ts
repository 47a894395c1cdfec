import type { KeyOverlap, Matched } from '../core/match.ts';
import type { LeftOut, Process, Sighting } from '../core/types.ts';
import { formatVersion, type HostReport, type Report } from './document.ts';

/** What `match` has to say, as data. */
export interface MatchReport extends Pick<Report, 'formatVersion' | 'at' | 'config'> {
  readonly command: 'match';
  readonly key: string;
  /** The component whose key it is; absent for one that is tried out. */
  readonly component?: string;
  readonly overlaps: readonly KeyOverlap[];
  /** Over all hosts that were asked. */
  readonly instances: number;
  readonly unknownHosts: number;
  readonly hosts: readonly MatchHostReport[];
}

export interface MatchHostReport extends Pick<HostReport, 'host' | 'sighting' | 'reason' | 'sameAs'> {
  readonly instances: number;
  readonly processes: readonly MatchProcessReport[];
  readonly leftOut: readonly (Process & Pick<LeftOut, 'why'>)[];
}

export interface MatchProcessReport extends Process {
  /** The pid of the instance it belongs to. */
  readonly instance: number;
  readonly depth: number;
  readonly matches: boolean;
  readonly also: readonly string[];
}

export interface MatchFindings {
  readonly atMs: number;
  readonly config: string;
  readonly key: string;
  readonly component: string | null;
  readonly overlaps: readonly KeyOverlap[];
  /** `matched` is null for a host that could not be asked or is another name of one that was. */
  readonly hosts: readonly { host: string; sighting: Sighting; matched: Matched | null }[];
}

/** The report of `match`. */
export function matchReportOf({
  atMs,
  config,
  key,
  component,
  overlaps,
  hosts: found,
}: MatchFindings): MatchReport {
  const hosts = found.map(hostReport);
  return {
    formatVersion,
    command: 'match',
    at: new Date(atMs).toISOString(),
    config,
    key,
    ...(component !== null && { component }),
    overlaps,
    instances: hosts.reduce((sum, { instances }) => sum + instances, 0),
    unknownHosts: hosts.filter(({ sighting }) => sighting !== 'seen').length,
    hosts,
  };
}

function hostReport({ host, sighting, matched }: MatchFindings['hosts'][number]): MatchHostReport {
  return {
    host,
    sighting: sighting.kind,
    ...(sighting.kind === 'seen'
      ? sighting.sameAs !== undefined && { sameAs: sighting.sameAs }
      : { reason: sighting.reason }),
    instances: matched?.instances.length ?? 0,
    processes: (matched?.instances ?? []).flatMap(({ pid, lines }) =>
      lines.map(({ process, depth, matches, also }) => ({ ...process, instance: pid, depth, matches, also })),
    ),
    leftOut: (matched?.leftOut ?? []).map(({ process, why }) => ({ ...process, why })),
  };
}
