import type { Sighting } from '../core/types.ts';
import type { ConfigComponent, ConfigHost } from '../interface/config.ts';
import type { LaunchAnswer } from './launch.ts';

/** One launch as the pass orders it. */
export interface LaunchOrder {
  readonly id: string;
  readonly component: ConfigComponent;
  readonly host: ConfigHost;
  /** After this, by the coordinator's clock, it must not be carried out any more. */
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
  /** Housekeeping on a host that was launched on; nothing depends on it. */
  tidy(host: ConfigHost): Promise<void>;
  close(): void;
}
