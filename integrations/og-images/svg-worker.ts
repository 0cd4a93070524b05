import { parentPort } from 'node:worker_threads';
import { FAMILY, fontFolder } from './font-folder.ts';
import { type Sheet, svgPen } from './svg.ts';
import type { Answer, Job } from './svg-pool.ts';

const draw = svgPen(fontFolder);

parentPort?.on('message', async ({ id, sheet }: Job) => {
  const answer = await draw(sheet).then(
    (svg): Answer => ({ id, svg }),
    (error: unknown): Answer => ({ id, error }),
  );
  parentPort?.postMessage(answer);
});

const size = { width: 100, height: 100 };
const first: Sheet = {
  root: { type: 'div', props: { style: { display: 'flex', fontFamily: FAMILY }, children: '一' } },
  fonts: [
    { id: 'chinese-simplified-400', weight: 400 },
    { id: 'chinese-simplified-700', weight: 700 },
  ],
  pictures: {},
  format: { shape: 'card', margin: 0, ...size },
  size,
};
// So that satori and the fonts are ready when the first card comes.
await draw(first);
