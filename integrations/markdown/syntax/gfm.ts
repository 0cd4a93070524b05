import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import type { PluggableList } from 'unified';
import { linkEnds } from './link-ends.ts';

/** One tilde strikes nothing: Chinese prose writes ranges as `3~5 天`. */
const options = { singleTilde: false };

/** GitHub's Markdown, as it has to be read between Chinese characters. */
export const gfm: PluggableList = [
  [remarkGfm, options],
  linkEnds,
  remarkCjkFriendly,
  [remarkCjkFriendlyStrikethrough, options],
];
