import type { Element, Root } from 'hast';
import type { Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { placeIn } from './place-in.ts';

/** How `remark-rehype` names the places notes and their numbers lead to. */
const WAY_BACK = /^(?<prefix>.*-)?fnref-(?<name>.+)$/;

/**
 * Gives footnotes back what the feed leaves out, since ids of many posts would clash in it: their places.
 * They are told by the links between numbers and notes, which lead home there.
 */
export const markFootnotes: Plugin<[{ canonical: string }], Root> =
  ({ canonical }) =>
  (tree) => {
    const numbers = new Map<string, number>();
    visit(tree, { type: 'element', tagName: 'section' }, (section) => {
      for (const place of markNotes(section, canonical)) numbers.set(place, 0);
    });
    visit(tree, { type: 'element', tagName: 'sup' }, (sup) => markNumber(sup, numbers, canonical));
  };

/** The items of a footnotes section, in order. */
export function notesOf(section: Element): Element[] {
  const list = section.children.find((child) => child.type === 'element' && child.tagName === 'ol');
  if (list?.type !== 'element') return [];
  return list.children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === 'li',
  );
}

function markNotes(section: Element, canonical: string): string[] {
  const notes = notesOf(section).map((item) => ({ item, place: placeOf(item, canonical) }));
  const places = notes.flatMap(({ place }) => place ?? []);
  if (places.length === 0 || places.length < notes.length) return [];
  section.properties['dataFootnotes'] = '';
  for (const { item, place } of notes) item.properties['id'] = place;
  return places;
}

/** A note's place, told by the link that leads back from it. */
function placeOf(item: Element, canonical: string): string | undefined {
  let place: string | undefined;
  visit(item, { type: 'element', tagName: 'a' }, (link) => {
    const names = WAY_BACK.exec(placeIn(String(link.properties['href']), canonical) ?? '')?.groups;
    if (names === undefined) return;
    link.properties['dataFootnoteBackref'] = '';
    place ??= `${names['prefix'] ?? ''}fn-${names['name']}`;
  });
  return place;
}

/** @param numbers place of a note → how many numbers led there so far */
function markNumber(sup: Element, numbers: Map<string, number>, canonical: string): void {
  const [link] = sup.children;
  if (link?.type !== 'element' || link.tagName !== 'a') return;
  const place = placeIn(String(link.properties['href']), canonical);
  const before = place === undefined ? undefined : numbers.get(place);
  if (place === undefined || before === undefined) return;
  numbers.set(place, before + 1);
  const back = place.replace(/(^|-)fn-/, '$1fnref-');
  link.properties['id'] = before === 0 ? back : `${back}-${before + 1}`;
}
