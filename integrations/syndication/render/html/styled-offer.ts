import type { Element, ElementContent } from 'hast';
import { toText } from 'hast-util-to-text';
import { isElement, markOf } from '../content/marks.ts';
import type { NoteList } from './note-list.ts';
import { set, text } from './set.ts';
import { styledInline } from './styled-inline.ts';

/** An offer's line (`课程：<a>…</a> — …`) as a card. */
export function styledOffer(offer: Element, notes: NoteList): Element {
  const at = offer.children.findIndex((child) => isElement(child, 'a'));
  const link = offer.children.slice(at, at + 1);
  const price = markOf(offer, 'price');
  return set('offer', 'section', [
    set('offer-label', 'p', [text(plain(offer.children.slice(0, at)).replace(/[：:]\s*$/, ''))]),
    set('offer-title', 'p', styledInline(link, notes)),
    set('offer-text', 'p', [text(plain(offer.children.slice(at + 1)).replace(/^\s*—+\s*/, ''))]),
    ...(price === undefined ? [] : [set('offer-price', 'p', [text(price)])]),
  ]);
}

function plain(children: ElementContent[]): string {
  return toText({ type: 'root', children }, { whitespace: 'pre' });
}
