import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { strings } from '#strings';
import { isMarked, markOf } from '../content/marks.ts';
import type { RecipeSource } from '../recipe.ts';
import { stylesOf, type Theme } from '../themes/theme.ts';
import { type Note, type NoteList, openNotes } from './note-list.ts';
import { set, text } from './set.ts';
import { styledBlocks } from './styled-blocks.ts';
import { styledInline } from './styled-inline.ts';

/** How a styled edition is made. */
export interface Styling {
  readonly theme: Theme;
  /** `live`, or only the ones within WeChat, and the addresses of the others as notes at the end. */
  readonly links: 'live' | 'footnotes';
}

/** A post's tree with inline styles alone: no class, no id, no list, no link that leads nowhere, no empty block. */
export function styledHtml(
  tree: Root,
  { lang }: Pick<RecipeSource, 'lang'>,
  { theme, links }: Styling,
): Root {
  const notes = openNotes(ownNotes(tree), links === 'live' ? leadsOut : leadsWithinWeChat);
  const words = strings(lang).edition;
  const last = tree.children.pop();
  const blocks = styledBlocks(tree.children, notes);
  const hint = links === 'live' ? undefined : words.readSource;
  const closing = last?.type === 'element' ? [sourceLine(last, notes, hint)] : [];
  const body = set('body', 'section', [
    ...blocks,
    ...closing,
    ...notesAtEnd(notes, words.notes, lang.startsWith('zh') ? '：' : ': '),
  ]);
  applyStyles(body, theme);
  return { type: 'root', children: [body] };
}

/** The author's notes by name, without the links back to their numbers. */
function ownNotes(tree: Root): ReadonlyMap<string, readonly ElementContent[]> {
  const found = new Map<string, readonly ElementContent[]>();
  visit(tree, 'element', (node) => {
    const name = markOf(node, 'note');
    if (name !== undefined) found.set(name, node.children);
  });
  return found;
}

function sourceLine({ children }: Element, notes: NoteList, hint: string | undefined): Element {
  const line = styledInline(children, notes);
  return set('source', 'p', hint === undefined ? line : [...line, lineBreak, text(hint)]);
}

const lineBreak: Element = { type: 'element', tagName: 'br', properties: {}, children: [] };

function leadsOut(href: string): boolean {
  return /^(?:https?|mailto):/.test(href);
}

function leadsWithinWeChat(href: string): boolean {
  const url = URL.parse(href);
  return url?.protocol === 'https:' && url.hostname === 'mp.weixin.qq.com';
}

/** A note may hold links, whose addresses become notes in turn. @param colon stands between a link's words and its address */
function notesAtEnd(notes: NoteList, title: string, colon: string): Element[] {
  const lines: Element[] = [];
  for (let at = 0; at < notes.all().length; at += 1) {
    const note = notes.all()[at];
    if (note !== undefined)
      lines.push(set('note', 'p', [text(`[${at + 1}] `), ...contentOf(note, notes, colon)]));
  }
  return lines.length === 0 ? [] : [set('notes-title', 'p', [text(title)]), ...lines];
}

function contentOf(note: Note, notes: NoteList, colon: string): ElementContent[] {
  if (note.kind === 'link') return [text(`${note.label}${colon}${legible(note.href)}`)];
  return styledInline(note.children.flatMap(wordsOf), notes);
}

/** An address with its Chinese characters, which leads to the same place. */
function legible(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

/** A note's words, in one line. */
function wordsOf(node: ElementContent): ElementContent[] {
  if (node.type === 'text') return node.value.trim() === '' ? [] : [node];
  if (node.type !== 'element' || isMarked(node, 'noteBack')) return [];
  return node.tagName === 'p' ? node.children.filter((child) => !isMarked(child, 'noteBack')) : [node];
}

function applyStyles(body: Element, theme: Theme): void {
  const styles = stylesOf(theme);
  visit(body, 'element', ({ properties }) => {
    const { dataRole, style, ...rest } = properties;
    const own = [styles.get(dataRole as never), style].filter(Boolean).join(' ');
    for (const name of Object.keys(properties)) delete properties[name];
    Object.assign(properties, rest, own === '' ? {} : { style: own });
  });
}
