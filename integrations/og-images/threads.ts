import { Piscina } from 'piscina';

/**
 * Threads that run one exported function of a file. Beyond `minThreads` none is there before it has a job, and one that has had
 * nothing to do for a minute ends: somebody who writes may look at no card for hours.
 */
export function openThreads<Job, Answer>({ file, ...settings }: Settings): Threads<Job, Answer> {
  const threads = new Piscina<Job, Answer>({
    filename: file.href,
    minThreads: 0,
    idleTimeout: MINUTE,
    // Waiting for work must not keep a thread from what it does meanwhile.
    atomics: 'disabled',
    ...settings,
  });
  return { run: (job) => threads.run(job), close: () => threads.destroy() };
}

const MINUTE = 60_000;

export interface Threads<Job, Answer> {
  run(job: Job): Promise<Answer>;
  /** Ends them, with whatever they do. */
  close(): Promise<void>;
}

type PiscinaOptions = NonNullable<ConstructorParameters<typeof Piscina>[0]>;

interface Settings
  extends Pick<PiscinaOptions, 'name' | 'workerData' | 'minThreads' | 'resourceLimits'>,
    Required<Pick<PiscinaOptions, 'maxThreads' | 'concurrentTasksPerWorker'>> {
  readonly file: URL;
}
