import type { Blockquote, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { parseSource } from '../../markdown/links/parse-source.ts';
import { growText, indentOf } from '../html/block-places.ts';
import { alert, details, quote } from '../html/markdown-parts.ts';

/**
 * Obsidian's callouts, `> [!INFO]- Title`, which GitHub and Hugo have without the title. Those that a page
 * of ours shows as they are stay.
 */
export function translateCallouts(body: string): string {
  let text = body;
  // One that holds another is changed after it.
  for (let depth = 0; depth < DEEPEST && text.includes('[!'); depth += 1) {
    const next = changeInnermost(text);
    if (next === text) return text;
    text = next;
  }
  return text;
}

const DEEPEST = 20;

function changeInnermost(text: string): string {
  const found = innermost(parseSource(text, false), text);
  const made = growText();
  let at = 0;
  for (const { node, callout } of found) {
    const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    made.add(text.slice(at, start));
    made.addBlock(toMarkdown(callout, unquoted(text, start, end, indentOf(made.soFar()))));
    at = end;
  }
  made.add(text.slice(at));
  return made.soFar();
}

interface Callout {
  readonly kind: string;
  readonly fold: string;
  readonly title: string;
}

function innermost(tree: Root, text: string): { node: Blockquote; callout: Callout }[] {
  const found: { node: Blockquote; callout: Callout }[] = [];
  visit(tree, 'blockquote', (node) => {
    const callout = calloutOf(node, text);
    const holdsOne = node.children.some((child) => hasCallout(child, text));
    if (callout === null || holdsOne) return undefined;
    found.push({ node, callout });
    return SKIP;
  });
  return found;
}

function hasCallout(child: Blockquote['children'][number], text: string): boolean {
  let has = false;
  visit(child, 'blockquote', (inner) => {
    has ||= calloutOf(inner, text) !== null;
  });
  return has;
}

/** Null for one that needs no change. */
function calloutOf({ position }: Blockquote, text: string): Callout | null {
  const start = position?.start.offset ?? 0;
  const [, kind = '', fold = '', title = ''] =
    /^>[ \t]?\[!([\w -]+?)(?:\|[^\]]*)?\]([+-]?)[ \t]*([^\n]*)/.exec(
      text.slice(start, position?.end.offset),
    ) ?? [];
  if (kind === '') return null;
  const isOurs = /^(note|tip|important|warning|caution)$/i.test(kind) && fold === '' && title.trim() === '';
  return isOurs ? null : { kind: kind.toLowerCase(), fold, title: title.trim() };
}

/** The text of a quotation without its first line. */
function unquoted(text: string, start: number, end: number, indent: string): string {
  const [, ...lines] = text.slice(start, end).split('\n');
  const bare = lines.map((line) => {
    const own = line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
    return own.replace(/^ {0,3}>[ \t]?/, '');
  });
  return bare.join('\n').trim();
}

function toMarkdown({ kind, fold, title }: Callout, text: string): string {
  const shown = title || (sameAsOurs.test(kind) ? '' : kind.charAt(0).toUpperCase() + kind.slice(1));
  if (fold !== '') return details(shown || kind, text, fold === '+');
  if (/^(quote|cite)$/.test(kind)) return quote(title === '' ? text : `**${title}**\n\n${text}`);
  return alert(kind, text, shown);
}

/** Kinds whose name says no more than that of the callout they become. */
const sameAsOurs =
  /^(note|info|tip|hint|success|check|done|important|warning|attention|caution|danger|error|bug|failure|fail|missing|quote|cite)$/;
