const han = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const latin = '\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}';
const boundary = new RegExp(`(?<=[${han}])(?=[${latin}])|(?<=[${latin}])(?=[${han}])`, 'u');

/**
 * A quarter of a space between Chinese and Latin where the browser has no `text-autospace`: empty elements
 * that style sheets widen, so that the text itself, and what is copied of it, stays as it was written.
 */
export function spaceScripts(): void {
  for (const prose of document.querySelectorAll<HTMLElement>('.prose')) setApart(prose);
}

/** Puts the empty elements in, code apart. */
export function setApart(prose: HTMLElement): void {
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = text.data.split(boundary);
    if (parts.length < 2 || text.parentElement?.closest('code, pre, math, svg') !== null) continue;
    text.replaceWith(...parts.flatMap((part, index) => (index === 0 ? [part] : [gap(), part])));
  }
}

function gap(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'script-gap';
  return element;
}
