import { unified } from '@astrojs/markdown-remark';
import type { Options as RemarkRehypeOptions } from 'remark-rehype';
import type { PluggableList } from 'unified';
import type { ContentIndex } from '../content/links/content-index.ts';
import { codeFrames } from './code/code-frames.ts';
import { codeLanguages } from './code/code-languages.ts';
import { highlightCode } from './code/highlight-code.ts';
import { expandComponents } from './expand/expand-components.ts';
import { importMarks } from './expand/import-marks.ts';
import { tagsInMarkdown } from './expand/tags-in-markdown.ts';
import { resolveLinks } from './links/resolve-links.ts';
import { publicPictures } from './pictures/public-pictures.ts';
import { responsivePictures } from './pictures/responsive-pictures.ts';
import { alerts } from './plugins/alerts.ts';
import { chineseLines } from './plugins/chinese-lines.ts';
import { figures } from './plugins/figures.ts';
import { footnoteLabels } from './plugins/footnote-labels.ts';
import { headingAnchors } from './plugins/heading-anchors.ts';
import { headingIds } from './plugins/heading-ids.ts';
import { lostText } from './plugins/lost-text.ts';
import { offerIds } from './plugins/offer-ids.ts';
import { siteAddresses } from './plugins/site-addresses.ts';
import { tables } from './plugins/tables.ts';
import { taskLists } from './plugins/task-lists.ts';
import { writtenAddresses } from './plugins/written-addresses.ts';
import { directiveSyntax } from './syntax/directive-syntax.ts';
import { directiveNames, directives } from './syntax/directives.ts';
import { displayMath } from './syntax/display-math.ts';
import { gfm } from './syntax/gfm.ts';
import { math } from './syntax/math.ts';
import { mathNotMoney } from './syntax/money.ts';

/** What the pipeline has to be told of the site. */
export interface PipelineOptions {
  /** Names of the author's own components, `content/components/*.astro`. @default [] */
  readonly components?: readonly string[];
  /** What links can lead to; without it they are left as they are. */
  readonly index?: ContentIndex | undefined;
}

/** The pipeline as lists, for a compiler of our own. */
export interface Plugins {
  /** After `remark-parse` (and `remark-mdx` for `.mdx`), before images are collected. */
  readonly remarkPlugins: PluggableList;
  readonly remarkRehype: RemarkRehypeOptions;
  /** After `remark-rehype`, before images are marked, headings collected and raw HTML parsed. */
  readonly rehypePlugins: PluggableList;
}

/** The processor Astro compiles `.md` and `.mdx` with. */
export function pipeline(options: PipelineOptions = {}) {
  const { remarkPlugins, rehypePlugins, remarkRehype } = plugins(options);
  const last: PluggableList = [...siteAddressesIn(options), [responsivePictures, { site: options.index }]];
  return unified({
    gfm: false,
    smartypants: false,
    remarkPlugins: remarkPlugins as AstroPlugins['remarkPlugins'],
    rehypePlugins: [...rehypePlugins, ...last] as AstroPlugins['rehypePlugins'],
    remarkRehype: remarkRehype as AstroPlugins['remarkRehype'],
  });
}

/** The plugins in their order: syntax, then meaning, then what it looks like in HTML. */
export function plugins({ components = [], index }: PipelineOptions = {}): Plugins {
  return {
    remarkPlugins: [
      ...gfm,
      [directiveSyntax, directiveNames],
      mathNotMoney,
      displayMath,
      importMarks,
      alerts,
      directives,
      [tagsInMarkdown, { authors: components }],
      lostText,
      ...(index === undefined ? [] : [resolveLinksIn(index), measurePublicPictures(index)]),
      figures,
      codeLanguages,
      chineseLines,
      writtenAddresses,
    ],
    remarkRehype: { footnoteLabelTagName: 'h2', passThrough: [...mdxNodes] },
    rehypePlugins: [
      [expandComponents, { authors: components, root: index?.root }],
      ...(index === undefined ? [] : [checkOffersIn(index)]),
      footnoteLabels,
      math,
      tables,
      taskLists,
      headingIds,
      headingAnchors,
      // Last: a block of code becomes hundreds of elements, which no plugin after it should have to pass.
      highlightCode,
      codeFrames,
    ],
  };
}

/** Directives and alerts become such nodes in `.md` as well. */
const mdxNodes = [
  'mdxJsxFlowElement',
  'mdxJsxTextElement',
  'mdxFlowExpression',
  'mdxTextExpression',
  'mdxjsEsm',
] as const;

/** For when raw HTML is parsed, and no later than pictures are marked; nothing without an index. */
export function siteAddressesIn({ index }: PipelineOptions): PluggableList {
  return index === undefined ? [] : [[siteAddresses, { site: index }]];
}

/** Where its index is: plugins are told by their options. */
function resolveLinksIn(index: ContentIndex): [typeof resolveLinks, { index: ContentIndex }] {
  return [resolveLinks, { index }];
}

function measurePublicPictures({ root }: ContentIndex): [typeof publicPictures, { root: string }] {
  return [publicPictures, { root }];
}

function checkOffersIn(index: ContentIndex): [typeof offerIds, { index: ContentIndex }] {
  return [offerIds, { index }];
}

type AstroPlugins = Required<NonNullable<Parameters<typeof unified>[0]>>;
