import { scaleBand, scaleLinear } from 'd3-scale';
import { html } from 'hono/html';
import type { Lang } from '#domain';
import type { Html } from './frame.ts';

const [WIDTH, HEIGHT, FOOT, SIDE] = [720, 180, 20, 44];

/** As many labels as have room side by side. */
const MOST_LABELS = 14;

/** Bars as SVG, with values at the side and labels below, as many as have room; each bar says its value. */
export function barChart(
  bars: readonly { readonly label: string; readonly value: number }[],
  lang: Lang,
): Html {
  const greatest = bars.reduce((most, { value }) => Math.max(most, value), 1);
  const x = scaleBand(
    bars.map(({ label }) => label),
    [SIDE, WIDTH - 14],
  ).padding(0.25);
  const y = scaleLinear([0, greatest], [HEIGHT - FOOT, 8]).nice(4);
  const count = (value: number) => new Intl.NumberFormat(lang).format(value);
  const lines = y.ticks(4).map(
    (tick) => html`<line x1="${SIDE}" x2="${WIDTH}" y1="${y(tick)}" y2="${y(tick)}"></line>
      <text x="${SIDE - 6}" y="${y(tick) + 4}" text-anchor="end">${count(tick)}</text>`,
  );
  const every = Math.ceil(bars.length / MOST_LABELS);
  const columns = bars.map(({ label, value }, index) => {
    const [left, top, width] = [x(label) ?? 0, y(value), x.bandwidth()];
    return html`<rect x="${left}" y="${top}" width="${width}" height="${HEIGHT - FOOT - top}"><title>${label}: ${count(value)}</title></rect>
      ${index % every === 0 ? html`<text x="${left + width / 2}" y="${HEIGHT - 4}" text-anchor="middle">${label}</text>` : ''}`;
  });
  const told = bars.map(({ label, value }) => `${label}: ${count(value)}`).join(', ');
  return html`<div class="wide"><svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${told}">${lines}${columns}</svg></div>`;
}
