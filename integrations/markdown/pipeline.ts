import { unified } from '@astrojs/markdown-remark';
import rehypePrettyCode, { type Options as PrettyCodeOptions } from 'rehype-pretty-code';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import { footnoteLabels } from './footnote-labels.ts';

const prettyCode: PrettyCodeOptions = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  keepBackground: false,
  defaultLang: { block: 'text' },
};

/**
 * The processor for `.md` and `.mdx`: GFM, emphasis that works beside Chinese punctuation, code
 * highlighted in two themes from one pass over the text.
 */
export function pipeline() {
  return unified({
    gfm: false,
    smartypants: false,
    remarkPlugins: [remarkGfm, remarkCjkFriendly, remarkCjkFriendlyStrikethrough],
    rehypePlugins: [footnoteLabels, [rehypePrettyCode, prettyCode]],
    remarkRehype: { footnoteLabelTagName: 'h2' },
  });
}
