import { parentPort } from 'node:worker_threads';
import { fontFolder } from './font-folder.ts';
import { svgPen } from './svg.ts';
import type { Answer, Job } from './svg-pool.ts';

const draw = svgPen(fontFolder);

parentPort?.on('message', async ({ id, sheet }: Job) => {
  const answer = await draw(sheet).then(
    (svg): Answer => ({ id, svg }),
    (error: unknown): Answer => ({ id, error }),
  );
  parentPort?.postMessage(answer);
});
