import type { BackoffReport, ComponentReport } from '../document.ts';
import type { Family, Sample } from './exposition.ts';
import type { Facts } from './facts.ts';

/** Each component; the numbers are those of `status --json`. */
export const componentFamilies: readonly Family<Facts>[] = [
  {
    ...ofComponent(({ on }) => Number(on)),
    name: 'muster_component_on',
    help: 'Whether the component is on; of one that is off none is started, and what runs is left.',
  },
  {
    ...ofComponent(({ count }) => count),
    name: 'muster_component_wanted_instances',
    help: 'Instances wanted: count, whether the component is on or not, and whatever an operator paused.',
  },
  {
    name: 'muster_component_instances',
    type: 'gauge',
    help: 'Instances: running: seen; presumed: last seen on a host that is now unknown; pending: launched, not yet seen.',
    labels: ['component', 'state'],
    *samples({ report: { components } }) {
      for (const { component, running, presumed, pending } of components) {
        yield [running, component, 'running'];
        yield [presumed, component, 'presumed'];
        yield [pending, component, 'pending'];
      }
    },
  },
  {
    ...ofComponent(({ missing }) => missing),
    name: 'muster_component_missing_instances',
    help: 'Short by so many of its count, or of what an operator allows; launches that vanished included.',
  },
  {
    ...ofComponent(({ comingUp = 0 }) => comingUp),
    name: 'muster_component_coming_up_instances',
    help: 'Of those pending: whose pilot is seen bringing it up.',
  },
  {
    name: 'muster_component_ready_instances',
    type: 'gauge',
    help: 'Instances that are ready; absent where nothing comes after the component and none of it has reported itself ready.',
    labels: ['component'],
    samples: ({ report: { components } }) =>
      components.flatMap(({ component, ready }): Sample[] =>
        ready === undefined ? [] : [[ready, component]],
      ),
  },
  {
    ...ofComponent(({ vanished }) => vanished),
    name: 'muster_component_vanished_instances',
    help: 'Launches after which nothing was there; among those pending or presumed while their place is kept, and missing.',
  },
  {
    name: 'muster_component_blocked_instances',
    type: 'gauge',
    help: 'Instances that could not be placed by the last plan.',
    labels: ['component'],
    *samples({ report: { actions, components } }) {
      if (actions === undefined) return;
      const blocked = new Map<string, number>();
      for (const action of actions)
        if (action.action === 'blocked') blocked.set(action.component, action.missing);
      for (const { component } of components) yield [blocked.get(component) ?? 0, component];
    },
  },
  {
    ...ofComponent(({ hot }) => hot),
    name: 'muster_component_hot_slots',
    help: 'Hot slots that one instance takes.',
  },
  {
    ...ofBackoff(({ until }) => Date.parse(until) / 1000),
    name: 'muster_component_backoff_until_timestamp_seconds',
    help: 'When a component is tried again that failed wherever it was tried, in seconds since 1970; absent where it does not back off.',
  },
  {
    ...ofBackoff(({ failures }) => failures),
    name: 'muster_component_backoff_failures',
    help: 'Failures in a row of a component that backs off; absent where it does not.',
  },
];

function ofComponent(
  value: (component: ComponentReport) => number,
): Pick<Family<Facts>, 'type' | 'labels' | 'samples'> {
  return {
    type: 'gauge',
    labels: ['component'],
    samples: ({ report: { components } }) =>
      components.map((component): Sample => [value(component), component.component]),
  };
}

function ofBackoff(
  value: (backoff: BackoffReport) => number,
): Pick<Family<Facts>, 'type' | 'labels' | 'samples'> {
  return {
    type: 'gauge',
    labels: ['component'],
    samples: ({ report: { components } }) =>
      components.flatMap(({ component, backoff }): Sample[] =>
        backoff === undefined ? [] : [[value(backoff), component]],
      ),
  };
}
