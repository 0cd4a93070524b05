import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Asked, WorkerData } from './compile-pool.ts';
import type { PrepareMarkdown } from './prepare-markdown.ts';

// A thread does not inherit where Node keeps the code it compiled.
const { codeFolder } = workerData as WorkerData;
if (codeFolder !== undefined) enableCompileCache(codeFolder);
const { createCompiler } = await import('../../markdown/compile.ts');
const { cachedMarkdown } = await import('./cached-markdown.ts');
const { prepareMarkdown } = await import('./prepare-markdown.ts');
if (codeFolder !== undefined) flushCompileCache();

let compile = createCompiler({});
let prepare: PrepareMarkdown = async () => undefined;

parentPort?.on('message', async (asked: Asked) => {
  if ('options' in asked) {
    const { options, markdown } = asked;
    compile = createCompiler(options);
    if (markdown !== undefined && options.index !== undefined)
      prepare = prepareMarkdown(options.index, cachedMarkdown({ ...markdown, now: Date.now }));
    return;
  }
  const compiled = await compile(asked.source);
  await prepare(asked.source, compiled);
  parentPort?.postMessage({ id: asked.id, compiled } satisfies Answer);
});
