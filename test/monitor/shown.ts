import { join } from 'node:path';
import type { Shown } from '../../src/monitor/show.ts';
import type { Report } from '../../src/report/document.ts';
import { configOf, small } from '../interface/samples.ts';
import { component, report } from '../report/reports.ts';

/** A pass in a folder of its own, with its metrics in `prom/muster.prom`, but for what is given. */
export function shownIn(folder: string, own: Partial<Report> = {}, textfile = 'prom/muster.prom'): Shown {
  const config = configOf(small);
  return {
    config: {
      ...config,
      logs: join(folder, 'logs'),
      monitor: { ...config.monitor, textfile: join(folder, textfile) },
    },
    report: report({ components: [component('pipe0/bundler', 1)], ...own }),
    tookMs: 1000,
  };
}
