import type { Counters } from '../../core/counters.ts';
import type { Config, ConfigComponent } from '../../interface/config.ts';
import type { Report } from '../document.ts';

/** What the metrics are made of. */
export interface Facts {
  /** muster's own version. */
  readonly version: string;
  readonly config: Pick<Config, 'namespace' | 'debugMode' | 'brownout' | 'pools' | 'timeouts'> & {
    readonly components: readonly Pick<ConfigComponent, 'id' | 'pool'>[];
  };
  /** On all hosts and components. */
  readonly report: Report;
  /** The last pass: this one, or where it is a look that is told the one before; null where none is known. */
  readonly pass: { readonly atMs: number; readonly tookMs: number | null } | null;
  readonly staleAfterMs: number;
  readonly counters: Counters;
}
