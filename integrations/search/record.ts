import type { Block, SearchPage } from './page.ts';
import { BLOCK, BODY, chunksOf, isRun, pairs } from './tokens.ts';

/**
 * The HTML Pagefind is given for a page: its words, spaced out, each with what it weighs.
 *
 * @param wordsOf a run of Chinese, cut by a dictionary
 */
export function recordOf(page: SearchPage, wordsOf: (run: string) => readonly string[]): string {
  const weigh = (text: string, weight: number) =>
    `<span data-pagefind-weight="${weight}">${spaced(text, wordsOf)}</span>`;
  const about = [
    weigh(page.title, WEIGHTS.title),
    weigh(page.description, WEIGHTS.description),
    ...page.tags.map((tag) => weigh(tag, WEIGHTS.tag)),
  ];
  const body = page.blocks.map(({ part, text }) => weigh(text, WEIGHTS[part]));
  const kept = [meta('title', page.title), meta('kind', page.kind), meta('day', page.day)];
  const titleWords = meta('words', wholePairs(page.title, wordsOf).join(' '));
  const words = `${about.join(` ${BLOCK} `)} ${BODY} ${body.join(` ${BLOCK} `)}`;
  return `<html><body><p data-pagefind-ignore>${kept.join('')}${titleWords}</p>${words}</body></html>`;
}

/** The runs of Chinese in a page. */
export function runsOf({ title, description, tags, blocks }: SearchPage): string[] {
  const texts = [title, description, ...tags, ...blocks.map(({ text }) => text)];
  return texts.flatMap((text) => chunksOf(text).filter(isRun));
}

/** How much a word weighs by where it stands: in running text, 1. */
const WEIGHTS: Record<Block['part'] | 'title' | 'description' | 'tag', number> = {
  title: 10,
  tag: 5,
  description: 3,
  heading: 3,
  text: 1,
  code: 0.3,
};

/** Words with spaces between; a pair that only two other words make together weighs nothing. */
function spaced(text: string, wordsOf: (run: string) => readonly string[]): string {
  const pieces = chunksOf(text).map((chunk) =>
    isRun(chunk) ? weighed(chunk, wordsOf(chunk)) : escapeHtml(chunk),
  );
  return pieces.join(' ');
}

/** The words of a title that have a meaning: what is in it counts for more than any number of mentions elsewhere. */
function wholePairs(title: string, wordsOf: (run: string) => readonly string[]): string[] {
  return chunksOf(title).flatMap((chunk) => {
    if (!isRun(chunk)) return [chunk];
    const weightless = new Set(straddling(wordsOf(chunk)));
    return pairs(chunk).filter((_, index) => !weightless.has(index));
  });
}

function weighed(run: string, words: readonly string[]): string {
  const weightless = new Set(straddling(words));
  const marked = pairs(run).map((pair, index) =>
    weightless.has(index) ? `<b data-pagefind-weight="0">${pair}</b>` : pair,
  );
  return marked.join(' ');
}

/**
 * Which pairs lie across an edge of words and fill neither word: the 构建 of 重构|建议. The places are of their
 * first characters.
 */
export function straddling(words: readonly string[]): number[] {
  let end = 0;
  const lengths = words.map((word) => [...word].length);
  return lengths.flatMap((length, index) => {
    end += length;
    return length > 1 && (lengths[index + 1] ?? 0) > 1 ? [end - 1] : [];
  });
}

function meta(name: string, value: string): string {
  return value === '' ? '' : `<span data-pagefind-meta="${name}">${escapeHtml(value)}</span>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
