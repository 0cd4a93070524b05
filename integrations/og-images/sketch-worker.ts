import { parentPort, workerData } from 'node:worker_threads';
import { emojiFolder, openEmoji } from './emoji.ts';
import { openFontFiles } from './font-files.ts';
import { fontFolder } from './font-folder.ts';
import { fontsFrom } from './fonts.ts';
import { cardSize } from './format.ts';
import { loadCards } from './load-cards.ts';
import { type Sketch, sketcher } from './sketch.ts';
import type { Answer, Job } from './sketch-pool.ts';
import { specimens } from './specimens.ts';
import { svgPen } from './svg.ts';

const { sketch, missingIn } = sketcher({
  cardFor: await loadCards(),
  fonts: fontsFrom(openFontFiles(fontFolder), openEmoji(emojiFolder)),
  look: workerData,
  pen: svgPen(fontFolder),
});

let asked = false;
parentPort?.on('message', async ({ id, ...job }: Job) => {
  asked = true;
  const answer = await carryOut(job).then(
    (sketch): Answer => ({ id, sketch }),
    (error: unknown): Answer => ({ id, error }),
  );
  parentPort?.postMessage(answer);
});

async function carryOut({ subject, size, drawn }: Omit<Job, 'id'>): Promise<Sketch> {
  return drawn ? sketch(subject, size) : { svg: new Uint8Array(), missing: await missingIn(subject, size) };
}

// Code that has run some dozen times is compiled, and then takes half as long: done while nobody waits.
for (const specimen of specimens) {
  await new Promise((resolve) => setImmediate(resolve));
  if (asked) break;
  await sketch(specimen, cardSize);
}
