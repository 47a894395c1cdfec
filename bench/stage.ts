import { bringUpFleet, type Fleet, type HostOptions } from '../test/fleet/fleet.ts';
import { accessTo, type Access } from './access.ts';
import { converge, writeInterface } from './musterSite.ts';
import type { Subject } from './subjects.ts';

/** Hosts that are up, with an instance each. */
export interface Bare {
  readonly fleet: Fleet;
  readonly access: Access;
  /** The first of the hosts alone. */
  readonly one: Access;
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** And who shall ask them. */
export interface Stage extends Bare {
  readonly subjects: readonly Subject[];
}

export type Asked = Pick<Bare, 'rounds' | 'say'> & {
  readonly hosts: number;
  readonly options?: Omit<HostOptions, 'name'>;
};

/** Brings up hosts, lets muster start what shall run on them, and takes them down after `use`. */
export async function onHosts<T>(asked: Asked, use: (bare: Bare) => Promise<T>): Promise<T> {
  const { hosts, options, rounds, say } = asked;
  say(`bringing up ${hosts} hosts`);
  const names = Array.from({ length: hosts }, (_, index) => `n${String(index + 1).padStart(4, '0')}`);
  const fleet = await bringUpFleet({ ...options, hosts: names });
  try {
    const access = accessTo(fleet, 'all', fleet.hosts);
    const one = accessTo(fleet, 'one', fleet.hosts.slice(0, 1));
    for (const each of [access, one]) {
      writeInterface(each);
      await converge(each);
    }
    return await use({ fleet, access, one, rounds, say });
  } finally {
    say(`taking down ${hosts} hosts`);
    await fleet.down();
  }
}
