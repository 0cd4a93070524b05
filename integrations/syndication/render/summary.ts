import type { Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { visit } from 'unist-util-visit';
import { readingOf } from '#domain';
import { strings } from '#strings';
import { isElement, isMarked } from './content/marks.ts';
import { parseContent } from './content/parse-content.ts';
import type { RecipeSource } from './recipe.ts';
import { measure, type TextUnit } from './text/measure.ts';

/** A post in a few sentences. */
export interface Summary {
  /** What it is about: the author's description. */
  readonly opening: string;
  /** What it says, three at most: the author's points, else its headings. */
  readonly points: readonly string[];
  /** What one gets by reading on: the author's summary, else what there is in it. */
  readonly gain: string;
}

/** The summary of a post: what its author wrote, and the rest made from the text. */
export function summaryOf(source: RecipeSource): Summary {
  const tree = parseContent(source.content);
  return {
    opening: source.description,
    points: (source.points ?? headingsOf(tree)).slice(0, 3),
    gain: source.summary ?? strings(source.lang).edition.gain(partsOf(tree)),
  };
}

/** Lengths a platform asks for. */
export interface SummaryLengths {
  /** @default 0 */
  readonly least?: number;
  readonly most: number;
  readonly unit: TextUnit;
}

/**
 * The summary in one paragraph of the length a platform asks for, in whole sentences: 微信公众号 takes 120 characters,
 * 掘金 wants 50 to 100. A first sentence that is too long by itself ends in `…`.
 */
export function shortSummary(source: RecipeSource, lengths: SummaryLengths): string {
  const { opening, points, gain } = summaryOf(source);
  const own = source.summary === undefined ? [opening] : [source.summary, opening];
  const parts = [...own, listed(points, source.lang), gain, ...paragraphsOf(source)];
  const sentences = parts.flatMap((part) => sentencesOf(part, source.lang));
  return joined([...new Set(sentences)], lengths, source.lang);
}

function joined(
  [first = '', ...others]: readonly string[],
  { least = 0, most, unit }: SummaryLengths,
  lang: string,
): string {
  if (measure(first, unit) > most) return shortened(first, most, unit);
  const gap = spaced(lang) ? ' ' : '';
  let text = first;
  const skipped: string[] = [];
  for (const sentence of others) {
    if (measure(text, unit) >= Math.max(least, most * WORTH_MORE)) return text;
    const longer = text + gap + sentence;
    if (measure(longer, unit) <= most) text = longer;
    else skipped.push(sentence);
  }
  // Too short by itself, and no whole sentence fits: a part of one does.
  const [next] = skipped;
  return next === undefined || measure(text, unit) >= least ? text : shortened(text + gap + next, most, unit);
}

/** A summary that fills so much of its room needs no further sentence. */
const WORTH_MORE = 0.6;

/** A sentence up to its last comma that fits, or as far as it fits. */
function shortened(sentence: string, most: number, unit: TextUnit): string {
  let cut = sentence;
  while (measure(`${cut}…`, unit) > most) cut = [...cut].slice(0, -1).join('');
  const comma = cut.search(/[，,；;：:][^，,；;：:]*$/);
  return `${comma > cut.length / 2 ? cut.slice(0, comma) : cut.trimEnd()}…`;
}

function sentencesOf(text: string, lang: string): string[] {
  const segments = new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text);
  return [...segments].map(({ segment }) => segment.trim()).filter((segment) => segment !== '');
}

function listed(points: readonly string[], lang: string): string {
  if (points.length === 0) return '';
  const { comma } = strings(lang);
  return `${points.join(comma)}${spaced(lang) ? '.' : '。'}`;
}

/** Whether a language writes a space between sentences. */
function spaced(lang: string): boolean {
  return strings(lang).comma.endsWith(' ');
}

/** The first paragraphs of the text, for a summary that nothing else makes long enough. */
function paragraphsOf({ content }: RecipeSource): string[] {
  const { children } = parseContent(content);
  return children
    .filter((child) => isElement(child, 'p'))
    .slice(0, 3)
    .map((paragraph) => toText(paragraph));
}

function headingsOf(tree: Root): string[] {
  const sections = tree.children.filter((child) => isElement(child, 'h2'));
  return sections.map((heading) => toText(heading).trim());
}

function partsOf(tree: Root) {
  const count = { code: 0, pictures: 0, tables: 0 };
  visit(tree, 'element', (node) => {
    if (isElement(node, 'img') || isMarked(node, 'diagram')) count.pictures += 1;
    else if (isElement(node, 'pre')) count.code += 1;
    else if (isElement(node, 'table')) count.tables += 1;
  });
  return { ...count, minutes: Math.max(1, readingOf(toText(tree)).minutes) };
}
