import type { Glyph } from 'fontkit';

/** The outline of a glyph as an SVG path of relative steps from wherever the pen is, in 1/1000 of the size. */
export function outlineOf(glyph: Glyph, unitsPerEm: number): string {
  const found = outlines.get(glyph) ?? relativePath(glyph, UNITS / unitsPerEm);
  outlines.set(glyph, found);
  return found;
}

/** How many units a size has. */
export const UNITS = 1000;

const outlines = new WeakMap<Glyph, string>();

function relativePath({ path }: Glyph, scale: number): string {
  let [pen, start] = [origin, origin];
  const steps = path.commands.map(({ command, args }) => {
    if (command === 'closePath') {
      pen = start;
      return 'z';
    }
    const points = args.map((value) => Math.round(value * scale));
    const step = points.map((value, index) => value - (pen[index % 2 === 0 ? 0 : 1] ?? 0));
    pen = [points.at(-2) ?? 0, points.at(-1) ?? 0];
    if (command === 'moveTo') start = pen;
    return letters[command] + step.join(' ');
  });
  return steps.join('');
}

const origin: readonly [number, number] = [0, 0];
const letters = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c' } as const;
