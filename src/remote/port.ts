import type { Listing, Sighting } from '../core/types.ts';
import type { ConfigComponent, ConfigHost } from '../interface/config.ts';
import type { LaunchAnswer } from './launch.ts';
import type { FileSize, Link } from './logs.ts';
import type { StopAnswer } from './stop.ts';

/** One launch as the pass orders it. */
export interface LaunchOrder {
  readonly id: string;
  readonly component: ConfigComponent;
  readonly host: ConfigHost;
  /** What the components it comes after have exported. */
  readonly env: Readonly<Record<string, string>>;
  /** After this, by the coordinator's clock, it must not be carried out any more. */
  readonly untilMs: number;
}

/** Instances that are to end on one host, as they were seen there. */
export interface StopOrder {
  readonly host: ConfigHost;
  readonly targets: readonly {
    readonly component: ConfigComponent;
    readonly pid: number;
    /** null where the listing does not tell: then it cannot be known again, and is not signalled. */
    readonly elapsedS: number | null;
  }[];
  /** Pids of other instances, to be left alone also where they descend from these. */
  readonly spare: readonly number[];
  /** The host's own clock when these were seen. */
  readonly seenAtMs: number | null;
  /** Its uptime then, in seconds. */
  readonly seenUpS: number | null;
  /** As for a launch. */
  readonly untilMs: number;
}

/**
 * How hosts are asked and told. Today that is a listing and a shell; a batch system (a queue and a submit command)
 * would be another implementation. Every method ends by its own deadline and none throws.
 */
export interface Hosts {
  /** The jump host that the way to a host goes through first; null for straight there. Asks no host. */
  through(host: ConfigHost): Promise<string | null>;
  /** What is to be learnt of a host: by a ping and a probe, or by the probe alone where a connection stands. */
  sight(host: ConfigHost): Promise<Sighting>;
  /** Starts one instance. */
  launch(order: LaunchOrder): Promise<LaunchAnswer & { readonly printed: string }>;
  /** Ends instances, each only if it is still the one that was seen; answers in the order of the targets. */
  stop(order: StopOrder): Promise<StopAnswer[]>;
  /** Housekeeping on a host that was launched on; nothing depends on it. */
  tidy(host: ConfigHost): Promise<void>;
  close(): void;
}

/** What a host that was asked for its processes answered; `listing` is null where it did not. */
export interface Listed {
  readonly sighting: Sighting;
  readonly listing: Listing | null;
}

/** How hosts are asked for the processes themselves, which a pass drops as soon as they are counted. */
export interface Listings {
  /** As `Hosts.sight`, with all that was listed. */
  list(host: ConfigHost): Promise<Listed>;
}

/** What instances print, where a host can tell; the other half of a host, for `muster logs`. */
export interface HostOutputs {
  /**
   * Begins to read over the connection that `sight` has made.
   *
   * @throws Gone, as every method of what it returns, when the host cannot be talked with any more.
   */
  outputs(host: ConfigHost): Promise<Outputs>;
  /** Drops the connection to a host; the next `sight` makes a new one. */
  leave(host: ConfigHost): void;
}

/** Reads files of one host, one question after the other. */
export interface Outputs {
  /** Where stdout and stderr of processes go, as far as the host tells. */
  links(pids: readonly number[]): Promise<readonly Link[]>;
  /** Those of these files that are there; no blanks in the paths. */
  sizes(paths: readonly string[]): Promise<readonly FileSize[]>;
  size(path: string): Promise<FileSize | null>;
  /** A piece of a file from `offset` on, to the end of so many blocks; empty at its end, or where there is no such file. */
  read(path: string, offset: number, blocks: number): Promise<Buffer>;
  /** Where a file that was at `path` is now, in the same folder. */
  find(inode: string, path: string): Promise<string | null>;
  /** The id of the last launch of a component. */
  lastLaunch(component: string): Promise<string | null>;
  /** The files a launch may have left to be read, in the order they are told: paths as `sizes` and `read` take them. */
  files(launch: string): Promise<readonly string[]>;
  end(): void;
}
