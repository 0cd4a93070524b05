import { readerWords } from './words.ts';

/**
 * Draws Mermaid's diagrams as they come into view, in the reader's scheme, again when that changes.
 * Mermaid is a large chunk of our own origin; a page without diagrams never asks for it.
 */
export function drawDiagrams(page: Document = document): void {
  const figures = [...page.querySelectorAll<HTMLElement>('figure.mermaid')];
  const label = readerWords(page.documentElement.lang).diagram;
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      draw(target as HTMLElement, figures.indexOf(target as HTMLElement), label);
    }
  });
  for (const figure of figures) seen.observe(figure);
  dark().addEventListener('change', () => {
    for (const figure of figures) if (figure.classList.contains('drawn')) seen.observe(figure);
  });
}

// Mermaid's settings are one for the page, so drawings take turns.
let turn: Promise<void> = Promise.resolve();

function draw(figure: HTMLElement, index: number, label: string): void {
  turn = turn.then(async () => {
    const source = figure.querySelector('pre');
    if (source === null) return;
    try {
      const { default: mermaid } = await import('mermaid');
      const theme = dark().matches ? 'dark' : 'neutral';
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme, fontFamily: 'inherit' });
      const { svg } = await mermaid.render(`diagram-${index + 1}`, source.textContent ?? '');
      place(figure, svg, label);
      source.hidden = true;
    } catch {
      // What cannot be drawn stays to be read.
      source.hidden = false;
    }
  });
}

function place(figure: HTMLElement, svg: string, label: string): void {
  const drawing = figure.querySelector('.drawing') ?? document.createElement('div');
  drawing.className = 'drawing';
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', figure.querySelector('figcaption')?.textContent ?? label);
  drawing.innerHTML = svg;
  figure.prepend(drawing);
  figure.classList.add('drawn');
}

function dark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
