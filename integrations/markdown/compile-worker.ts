import { parentPort, workerData } from 'node:worker_threads';
import { createCompiler } from './compile.ts';
import type { Answer, Job } from './compile-pool.ts';

const compile = createCompiler(workerData);

parentPort?.on('message', async ({ id, source }: Job) => {
  const compiled = await compile(source);
  parentPort?.postMessage({ id, compiled } satisfies Answer);
});
