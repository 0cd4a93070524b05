import type { Piece } from './mark.ts';
import type { Found, Result } from './search-pages.ts';
import type { PanelWords } from './words.ts';

/** Results as elements, grouped by kind. The kind with the best result comes first. */
export function showFound(found: Found, words: PanelWords, more: () => void): HTMLElement[] {
  const groups = Map.groupBy(found.results, ({ kind }) => kind);
  const shown = [...groups].map(([kind, results]) => group(words.kinds[kind] ?? kind, results));
  if (found.total === found.results.length) return shown;
  const button = element('button', 'button quiet', words.more);
  button.type = 'button';
  button.addEventListener('click', more);
  return [...shown, button];
}

function group(title: string, results: readonly Result[]): HTMLElement {
  const list = element('ol', '', ...results.map(item));
  list.setAttribute('role', 'list');
  return element('section', '', element('h2', 'label', title), list);
}

function item({ url, title, day, excerpt }: Result): HTMLElement {
  const about = element('p', '', ...marked(excerpt));
  const link = element('a', '', ...marked(title));
  link.href = url;
  return element('li', '', element('h3', '', link), ...(day === '' ? [] : [time(day)]), about);
}

function time(day: string): HTMLElement {
  const { lang } = document.documentElement;
  const words = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
  const shown = element('time', '', words);
  shown.dateTime = day;
  return shown;
}

function marked(pieces: readonly Piece[]): (HTMLElement | string)[] {
  return pieces.map(({ text, isMatch }) => (isMatch ? element('mark', '', text) : text));
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (HTMLElement | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}
