import type { Listing, Sighting } from '../core/types.ts';
import type { ConfigComponent, ConfigHost } from '../interface/config.ts';
import type { LaunchAnswer } from './launch.ts';
import type { StopAnswer } from './stop.ts';

/** One launch as the pass orders it. */
export interface LaunchOrder {
  readonly id: string;
  readonly component: ConfigComponent;
  readonly host: ConfigHost;
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
  /** As for a launch. */
  readonly untilMs: number;
}

/**
 * How hosts are asked and told. Today that is a listing and a shell; a batch system (a queue and a submit command)
 * would be another implementation. Every method ends by its own deadline and none throws.
 */
export interface Hosts {
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
