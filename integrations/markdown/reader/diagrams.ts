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
      const theme = isDark() ? 'dark' : 'neutral';
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme, fontFamily: 'inherit' });
      const { svg } = await mermaid.render(`diagram-${drawn++}`, source.textContent ?? '');
      place(figure, svg);
      source.hidden = true;
    } catch {
      // What cannot be drawn stays to be read.
      source.hidden = false;
    }
  });
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
