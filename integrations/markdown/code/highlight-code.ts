import rehypePrettyCode, { type Options } from 'rehype-pretty-code';
import { codeTheme } from './code-theme.ts';
import { createClassHighlighter } from './highlighter.ts';
import { shieldMeta } from './line-marks.ts';

const options: Options = {
  theme: codeTheme,
  getHighlighter: createClassHighlighter,
  filterMetaString: shieldMeta,
  keepBackground: false,
  grid: false,
  defaultLang: { block: 'text' },
};

/** rehype-pretty-code with our highlighter: title, caption, lines, words, line numbers, inline code. */
export const highlightCode: [typeof rehypePrettyCode, Options] = [rehypePrettyCode, options];
