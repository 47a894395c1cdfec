import * as fc from 'fast-check';
import type { ComponentId } from '../../src/core/types.ts';
import type { ComponentReport, HostReport, Report } from '../../src/report/document.ts';
import { someMessage } from '../harness/messages.ts';
import {
  ago,
  backoff,
  blocked,
  component,
  outcome,
  quarantine,
  report,
  seenHost,
  start,
  unknownHost,
} from './reports.ts';

const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/**
 * A pass in which anything may be the matter: unknown and drained hosts, quarantines, waits, launches that failed.
 *
 * @param names of types, and of hosts where those have no others.
 * @param texts what hosts, programs and operators say.
 */
export function anyReport(
  names: fc.Arbitrary<string>,
  texts: fc.Arbitrary<string>,
  hostNames = names,
): fc.Arbitrary<Report> {
  const waits = fc
    .tuple(texts, fc.nat(99))
    .map(([why, failures]) => backoff(why, { failures, until: ago(-86_400) }));
  const hosts = fc
    .record({
      name: hostNames,
      reason: some(texts),
      remedy: some(texts),
      drain: some(texts),
      wait: some(waits),
      hot: fc.nat(20),
    })
    .map(({ name, reason, remedy, drain, wait, hot }): HostReport => {
      const own = {
        hot,
        hotlimit: 10,
        components: { 'pipe0/bundler': 2, 'pipe0/a-mover-of-data': 1 },
        ...(drain !== undefined && { drain }),
        ...(wait && { backoff: { 'pipe0/bundler': wait }, quarantine: quarantine(wait.why) }),
      };
      return reason === undefined
        ? seenHost(name, own)
        : unknownHost(name, { ...someMessage(reason), ...(remedy !== undefined && { remedy }) }, own);
    });
  const components = fc
    .record({ name: names, running: fc.nat(5), missing: fc.nat(3), on: fc.boolean(), wait: some(waits) })
    .map(({ name, running, missing, on, wait }): ComponentReport =>
      component(`pipe0/${name}`, running + missing, {
        running,
        missing: on ? missing : 0,
        on,
        ...(wait && { backoff: wait }),
      }),
    );
  return fc
    .record({
      hosts: fc.uniqueArray(hosts, { maxLength: 6, selector: ({ host }) => host }),
      components: fc.uniqueArray(components, {
        minLength: 1,
        maxLength: 4,
        selector: (one) => one.component,
      }),
      problems: fc.array(texts, { maxLength: 2 }),
      held: fc.boolean(),
      detail: texts,
    })
    .map(({ hosts: all, components: parts, problems, held, detail }) => {
      const id = (parts[0]?.component ?? '') as ComponentId;
      return report({
        hosts: all,
        components: parts,
        problems: problems.map(someMessage),
        brownout: { held, unknown: 2, of: 3 },
        actions: [...all.map(({ host }) => start(id, host)), blocked(id, 1, ['hot-limit-reached', 3])],
        outcomes: all.map(({ host }) => outcome('failed', id, host, detail)),
      });
    });
}
