import type { Fleet } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { Site, totalOf } from './site.ts';

const submitter = `
while [ ! -e "$HOME/go" ]; do sleep 0.1; done
sh -c "while :; do sleep 30; done" gated-key >/dev/null 2>&1 &`;

/** A site whose submitters wait until the gate is opened, so that a test can act while a pass launches. */
export class GatedSite extends Site {
  readonly #hosts: Fleet;

  constructor(fleet: Fleet, count: number, timeouts: Readonly<Record<string, string>> = {}) {
    super(fleet);
    this.#hosts = fleet;
    this.submitter('gated.sh', submitter).config({
      hotlimit: 4,
      timeouts: { settle: '300ms', launch: '50s', ...timeouts },
    });
    this.wants(count);
  }

  wants(count: number): void {
    const gated = { submitter: 'gated.sh', key: 'gated-key', maxPerHost: 2 };
    this.edit({ types: [{ name: 'gated', count, on: true, hot: true, ...gated }] });
  }

  /** Lets all submitters start their component, now and later. */
  async openGate(): Promise<void> {
    await Promise.all(this.#hosts.hosts.map((host) => host.exec('touch go')));
  }

  /** Returns when so many submitters wait. */
  async launching(count: number): Promise<void> {
    await until(() => totalOf(this.#hosts, 'gated.sh') === count, `${count} submitters wait`);
  }

  /** Returns when so many instances run, and no submitter does any more. */
  async up(count: number): Promise<void> {
    await until(
      () => this.instances() === count && totalOf(this.#hosts, 'gated.sh') === 0,
      `${count} instances run`,
    );
  }

  instances(): number {
    return totalOf(this.#hosts, 'gated-key');
  }
}
