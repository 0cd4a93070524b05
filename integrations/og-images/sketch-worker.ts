import { setImmediate as turn } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { emojiFolder, openEmoji } from './emoji.ts';
import { openFontFiles } from './font-files.ts';
import { fontsFrom } from './fonts.ts';
import { cardSize } from './format.ts';
import { loadCards } from './load-cards.ts';
import { type Sketch, sketcher } from './sketch.ts';
import type { Job } from './sketch-pool.ts';
import { specimens } from './specimens.ts';
import { svgPen } from './svg.ts';

const { sketch, missingIn } = sketcher({
  cardFor: await loadCards(),
  fonts: fontsFrom(openFontFiles(), openEmoji(emojiFolder)),
  look: workerData,
  pen: svgPen(),
});

let isAsked = false;

/** Carries out one job of the thread. */
export default async function carryOut({ subject, size, isDrawn }: Job): Promise<Sketch> {
  isAsked = true;
  return isDrawn ? sketch(subject, size) : { svg: '', missing: await missingIn(subject, size) };
}

/** Draws specimens until the first job comes: V8 compiles code that ran often, and the first card then takes half as long. */
async function warmUp(): Promise<void> {
  for (const specimen of specimens) {
    await turn();
    if (isAsked) return;
    await sketch(specimen, cardSize);
  }
}
void warmUp();
