import { readerWords } from 'byline:reader-words';
import { isDark, onSchemeChange } from '../../foundation/reader-scheme.ts';

/**
 * Draws a Mermaid diagram in the reader's scheme, again when that changes. Mermaid is a large chunk of our
 * own origin; a page without diagrams never asks for it.
 */
export function enhance(figure: HTMLElement): void {
  draw(figure);
  onSchemeChange(() => draw(figure));
}

// Mermaid's settings are one for the page, so drawings take turns.
let turn: Promise<void> = Promise.resolve();
let drawn = 0;

function draw(figure: HTMLElement): void {
  turn = turn.then(async () => {
    const source = figure.querySelector('pre');
    if (source === null) return;
    try {
      const { default: mermaid } = await import('mermaid');
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', ...themeOfPage() });
      const { svg } = await mermaid.render(`diagram-${drawn++}`, source.textContent ?? '');
      place(figure, svg);
      source.hidden = true;
    } catch {
      // What cannot be drawn stays to be read.
      source.hidden = false;
    }
  });
}

/** Mermaid's theme in the colours of the page, as they are in the scheme of the reader. */
function themeOfPage() {
  const colours = openPalette();
  const [sheet, paper, ink, rule] = ['--sheet', '--paper', '--ink', '--rule'].map(colours);
  const [faded, accent, mark] = ['--faded', '--accent', '--mark'].map(colours);
  return {
    theme: 'base' as const,
    fontFamily: 'inherit',
    themeVariables: {
      darkMode: isDark(),
      background: paper,
      primaryColor: sheet,
      primaryTextColor: ink,
      primaryBorderColor: accent,
      secondaryColor: mark,
      secondaryBorderColor: rule,
      tertiaryColor: paper,
      tertiaryBorderColor: rule,
      lineColor: faded,
      textColor: ink,
      noteBkgColor: mark,
      noteTextColor: ink,
      noteBorderColor: rule,
      edgeLabelBackground: paper,
    },
  };
}

/** Reads custom properties as `rgb(…)`: Mermaid computes shades and knows neither `oklch()` nor `light-dark()`. */
function openPalette(): (name: string) => string {
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const style = getComputedStyle(document.documentElement);
  return (name) => {
    const value = resolved(style.getPropertyValue(name));
    if (brush === null) return value;
    brush.fillStyle = value;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
}

/** The colour an element of the page gets from a value such as `light-dark(#fff, #000)`. */
function resolved(value: string): string {
  const probe = document.createElement('i');
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function place(figure: HTMLElement, svg: string): void {
  const drawing = figure.querySelector('.drawing') ?? document.createElement('div');
  drawing.className = 'drawing';
  drawing.setAttribute('role', 'img');
  drawing.setAttribute(
    'aria-label',
    figure.querySelector('figcaption')?.textContent ?? readerWords().diagram,
  );
  drawing.innerHTML = svg;
  figure.prepend(drawing);
  figure.classList.add('drawn');
  keepLegible(drawing);
}

/** Where there is no room for a drawing's words at a size one can read, it is scrolled, by the keyboard too. */
function keepLegible(drawing: Element): void {
  const svg = drawing.querySelector('svg');
  if (svg === null) return;
  svg.style.minWidth = `${Math.round(svg.viewBox.baseVal.width * LEAST_SCALE)}px`;
  widths.observe(drawing);
}

const widths = new ResizeObserver((entries) => {
  for (const { target } of entries)
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
});

const LEAST_SCALE = 0.7;
