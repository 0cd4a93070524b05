import type { Drawing, toPng } from './png.ts';
import type { Extent } from './sketch-pool.ts';
import { openThreads } from './threads.ts';

/** What makes PNGs on other cores. */
export interface RasterPool {
  readonly toPng: typeof toPng;
  close(): Promise<void>;
}

/**
 * @param most threads
 * @param isWarm whether the first starts before there is anything to draw
 */
export function openRasterPool({ most, isWarm = false }: Extent): RasterPool {
  const { run, close } = openThreads<Drawing, Uint8Array>({
    file: new URL('./png.ts', import.meta.url),
    name: 'toPng',
    minThreads: isWarm ? 1 : 0,
    maxThreads: most,
    concurrentTasksPerWorker: UNDER_WAY,
    // Pixels go when the object that has them is collected, and V8 does not know how many they are: 3 MB a card. In so
    // small a space the text of every few cards has it look.
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  });
  return {
    async toPng(drawing) {
      const { buffer, byteOffset, byteLength } = await run(drawing);
      return Buffer.from(buffer, byteOffset, byteLength);
    },
    close,
  };
}

/** One is drawn, one packed, one waits. */
const UNDER_WAY = 3;
