import { Session } from 'node:inspector';

/**
 * The bytes that some work allocates, also those that are freed again meanwhile, as V8's heap profiler samples them: exact to some per cent
 * where it is many times the interval of 512 bytes. What the optimiser has done to the code by then makes a difference, so that a test
 * is to ask for no more than half as much again.
 */
export function allocatedBytes(work: () => void): number {
  const session = new Session();
  session.connect();
  let bytes = 0;
  session.post('HeapProfiler.startSampling', {
    samplingInterval: 512,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  } as object);
  work();
  session.post('HeapProfiler.stopSampling', (error, answer) => {
    if (error !== null) throw error;
    bytes = sizeOf(answer.profile.head);
  });
  session.disconnect();
  return bytes;
}

function sizeOf({ selfSize, children }: Sampled): number {
  return children.reduce((sum, child) => sum + sizeOf(child), selfSize);
}

interface Sampled {
  readonly selfSize: number;
  readonly children: readonly Sampled[];
}
