import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Asked, WorkerData } from './compile-pool.ts';

// A thread does not inherit where Node keeps the code it compiled.
const { codeFolder } = workerData as WorkerData;
if (codeFolder !== undefined) enableCompileCache(codeFolder);
const { createCompiler } = await import('./compile.ts');
if (codeFolder !== undefined) flushCompileCache();

let compile = createCompiler({});

parentPort?.on('message', async (asked: Asked) => {
  if ('options' in asked) {
    compile = createCompiler(asked.options);
    return;
  }
  const compiled = await compile(asked.source);
  parentPort?.postMessage({ id: asked.id, compiled } satisfies Answer);
});
