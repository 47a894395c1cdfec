import { setTimeout as sleep } from 'node:timers/promises';
import { causeOf, causeWithRemedyOf } from '../core/catalogue/cause.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { machineOf } from '../core/machines.ts';
import type { HostName, Instance, Sighting, Unknown } from '../core/types.ts';
import type { ConfigHost } from '../interface/config.ts';
import { Gone } from '../remote/dialogue.ts';
import type { HostOutputs, Hosts, Outputs } from '../remote/port.ts';
import { HostReader, type Sink } from './hostReader.ts';

/** What is read of each host. */
export interface Asked {
  readonly component: string;
  /** The output of this launch, not of what runs. */
  readonly launch: string | null;
  readonly lastLines: number;
}

export interface ReadingPorts {
  readonly hosts: Pick<Hosts, 'sight'> & HostOutputs;
  /** Ends it all. */
  readonly signal: AbortSignal;
}

/** What came of a host. */
export type Read = 'read' | 'nothing there' | 'not reached';

/** The machines that are read already, so that one with two names is read once. */
export type Machines = Map<string, HostName>;

/** Reads the last lines on one host. */
export async function readOnce(
  host: ConfigHost,
  asked: Asked,
  sink: Sink,
  machines: Machines,
  { hosts, signal }: ReadingPorts,
): Promise<Read> {
  const reader = new HostReader(sink, asked.lastLines);
  const sighting = await hosts.sight(host);
  if (sighting.kind !== 'seen') {
    if (!signal.aborted) sink.say('problem', null, unseen(sighting, false));
    return 'not reached';
  }
  if (isOtherName(host, sighting, sink, machines)) return 'nothing there';
  try {
    const outputs = await openedOutputs(host, { hosts, signal });
    try {
      const found = await takeUp(reader, outputs, asked, instancesOf(sighting, asked), sink);
      await reader.catchUp(outputs);
      return found ? 'read' : 'nothing there';
    } finally {
      outputs.end();
      await reader.finish();
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    if (!signal.aborted) sink.say('problem', null, lost(error));
    return 'not reached';
  }
}

/** Reads what comes on one host until the signal is given; a connection that is lost is made again. */
export async function follow(
  host: ConfigHost,
  asked: Asked,
  sink: Sink,
  machines: Machines,
  ports: ReadingPorts,
): Promise<void> {
  const { hosts, signal } = ports;
  const reader = new HostReader(sink, asked.lastLines);
  let waitMs = firstWaitMs;
  /** Of the last time it was not read. */
  let why: string | null = null;
  while (!signal.aborted) {
    const sighting = await hosts.sight(host);
    if (sighting.kind === 'seen') {
      if (isOtherName(host, sighting, sink, machines)) return;
      try {
        await followConnected(host, asked, sink, reader, sighting, ports, () => {
          if (why !== null) sink.say('news', null, message('logs-connected-again'));
          why = null;
          waitMs = firstWaitMs;
        });
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
        if (!signal.aborted) sink.say('problem', null, lost(error));
        why = 'lost';
      }
    } else {
      const reason = unseen(sighting, true);
      if (!signal.aborted && reason.text !== why) sink.say('problem', null, reason);
      why = reason.text;
    }
    hosts.leave(host);
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }
  await reader.finish();
}

const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/** How often it is looked for new instances. */
const lookEveryMs = 5000;

/** How long is waited after nothing came, at first and at the most. */
const shortestPauseMs = 100;
const longestPauseMs = 1000;

/** @throws Gone when the connection is lost, or on the signal. */
async function followConnected(
  host: ConfigHost,
  asked: Asked,
  sink: Sink,
  reader: HostReader,
  first: Sighting,
  ports: ReadingPorts,
  stands: () => void,
): Promise<void> {
  const { hosts, signal } = ports;
  const outputs = await openedOutputs(host, ports);
  try {
    await takeUp(reader, outputs, asked, instancesOf(first, asked), sink);
    stands();
    let pauseMs = shortestPauseMs;
    let lookedMs = performance.now();
    for (;;) {
      const { came, changed } = await reader.catchUp(outputs);
      if (asked.launch === null && (changed || performance.now() - lookedMs >= lookEveryMs)) {
        const sighting = await hosts.sight(host);
        if (sighting.kind !== 'seen') throw new Gone(sighting.reason);
        lookedMs = performance.now();
        await reader.look(outputs, instancesOf(sighting, asked));
      }
      pauseMs = came ? shortestPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      await pause(pauseMs, signal);
    }
  } finally {
    outputs.end();
  }
}

/** @throws Gone */
async function openedOutputs(host: ConfigHost, { hosts, signal }: ReadingPorts): Promise<Outputs> {
  const outputs = await hosts.outputs(host);
  const end = (): void => outputs.end();
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  return {
    ...outputs,
    end() {
      signal.removeEventListener('abort', end);
      end();
    },
  };
}

/** Returns whether there is anything to read. */
async function takeUp(
  reader: HostReader,
  outputs: Outputs,
  { component, launch }: Asked,
  instances: readonly Instance[],
  sink: Sink,
): Promise<boolean> {
  if (launch !== null) {
    const bytes = await reader.lookAtLaunch(outputs, launch);
    if (bytes === null) sink.say('news', null, message('logs-launch-unknown', { launch }));
    if (bytes === 0) sink.say('news', null, message('logs-launch-silent', { launch }));
    return bytes !== null;
  }
  // What its last launch printed is told at first only: later it would come twice.
  if (instances.length > 0 || reader.begun) {
    await reader.look(outputs, instances);
    return true;
  }
  const last = await outputs.lastLaunch(component);
  const bytes = last === null ? null : await reader.lookAtLaunch(outputs, last);
  const shown = bytes === null ? null : last;
  sink.say('news', null, message('logs-no-instance', { launch: shown, empty: bytes === 0 }));
  return bytes !== null;
}

function instancesOf(sighting: Sighting, { component }: Asked): readonly Instance[] {
  return (sighting.kind === 'seen' && sighting.instances.get(component as `${string}/${string}`)) || [];
}

function unseen({ kind, reason }: Unknown, again: boolean): Message {
  return message('logs-host-unread', { kind, ...causeWithRemedyOf(reason), again });
}

function lost({ reason }: Gone): Message {
  return message('logs-connection-lost', causeOf(reason));
}

function isOtherName({ name }: ConfigHost, sighting: Sighting, sink: Sink, machines: Machines): boolean {
  const machine = sighting.kind === 'seen' ? machineOf(sighting.vitals) : null;
  if (machine === null) return false;
  const first = machines.get(machine);
  if (first === undefined) machines.set(machine, name);
  if (first === undefined || first === name) return false;
  sink.say('news', null, message('logs-same-machine', { host: first }));
  return true;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    // The next question finds that it is over.
  });
}
