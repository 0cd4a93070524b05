import { type BundledLanguage, createHighlighter, type Highlighter } from 'shiki';
import { classOf, codeTheme } from './code-theme.ts';
import { type LineMark, readLineMarks } from './line-marks.ts';

/**
 * Shiki with one pass over the code and classes for colours: both themes are in the style sheet, so the
 * HTML has no style attribute and is a third of the size. A grammar is loaded when a file first uses it.
 */
export function createClassHighlighter(): Promise<Highlighter> {
  starting ??= createHighlighter({ themes: [codeTheme], langs: [] }).then((shiki) => ({
    ...shiki,
    loadLanguage: (...languages) => loadOnce(shiki, languages as BundledLanguage[]),
    codeToHtml: (code, options) => toHtml(shiki, code, options.lang, String(options.meta?.__raw ?? '')),
  }));
  return starting;
}

let starting: Promise<Highlighter> | undefined;
const loading = new Map<BundledLanguage, Promise<void>>();

async function loadOnce(shiki: Highlighter, languages: readonly BundledLanguage[]): Promise<void> {
  const loads = languages.map((language) => {
    const load = loading.get(language) ?? shiki.loadLanguage(language);
    loading.set(language, load);
    return load;
  });
  await Promise.all(loads);
}

function toHtml(shiki: Highlighter, source: string, lang: string, meta: string): string {
  const { code, marks, highlighted } = readLineMarks(source, meta);
  // Words can be marked only across elements: then plain text needs one as well.
  const plain: Wrap = /["/]/.test(meta) ? (text) => `<span>${text}</span>` : (text) => text;
  const lines = tokenize(shiki, code, lang).map((tokens, index) =>
    toLine(runsOf(tokens), plain, marks.get(index + 1), highlighted.has(index + 1)),
  );
  const unfolded = /(^|\s)unfolded(\s|$)/.test(meta) ? ' data-unfolded' : '';
  const focused = [...marks.values()].includes('focused') ? ' data-focused' : '';
  return `<pre${unfolded}${focused}><code>${lines.join('\n')}</code></pre>`;
}

const tags: Readonly<Record<LineMark, string>> = { added: 'ins', removed: 'del', focused: 'span' };

function toLine(runs: readonly Run[], plain: Wrap, mark: LineMark | undefined, highlighted: boolean): string {
  const tag = mark === undefined ? 'span' : tags[mark];
  const focus = mark === 'focused' ? ' data-focused-line' : '';
  const light = highlighted ? ' data-highlighted-line' : '';
  const content = runs.map(({ kind, text }) =>
    kind === undefined ? plain(escapeText(text)) : `<span class="${kind}">${escapeText(text)}</span>`,
  );
  return `<${tag} class="line"${focus}${light}>${content.join('')}</${tag}>`;
}

/** Neighbours of one colour as one; spaces go with what stands before them. */
function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  for (const { content, color } of tokens) {
    const kind = classOf(color);
    const last = runs.at(-1);
    if (last !== undefined && (last.kind === kind || content.trim() === '')) last.text += content;
    else runs.push({ kind: content.trim() === '' ? undefined : kind, text: content });
  }
  return runs;
}

function tokenize(shiki: Highlighter, code: string, lang: string): readonly (readonly Token[])[] {
  if (plainLanguages.includes(lang) || code.length > LONGEST_CODE) return code.split('\n').map(plainLine);
  return shiki.codeToTokensBase(code, {
    lang: lang as BundledLanguage,
    theme: codeTheme,
    // A limit in time would make the output depend on the machine's load.
    tokenizeTimeLimit: 0,
    tokenizeMaxLineLength: 5_000,
  });
}

/** Diagrams are drawn, not read. */
const plainLanguages = ['text', 'plaintext', 'mermaid'];

/** Characters; beyond it code is data, and nobody reads it for its colours. */
const LONGEST_CODE = 200_000;

function plainLine(content: string): Token[] {
  return [{ content }];
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

type Wrap = (text: string) => string;

interface Token {
  readonly content: string;
  readonly color?: string;
}

interface Run {
  readonly kind: string | undefined;
  text: string;
}
