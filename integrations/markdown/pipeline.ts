import { unified } from '@astrojs/markdown-remark';
import type { Options as RemarkRehypeOptions } from 'remark-rehype';
import type { PluggableList } from 'unified';
import type { ContentIndex } from './links/content-index.ts';
import { resolveLinks } from './links/resolve-links.ts';
import { alerts } from './plugins/alerts.ts';
import { chineseLines } from './plugins/chinese-lines.ts';
import { codeFrames } from './plugins/code-frames.ts';
import { codeLanguages } from './plugins/code-languages.ts';
import { directiveSyntax } from './plugins/directive-syntax.ts';
import { directiveNames, directives } from './plugins/directives.ts';
import { displayMath } from './plugins/display-math.ts';
import { expandComponents } from './plugins/expand-components.ts';
import { figures } from './plugins/figures.ts';
import { footnoteLabels } from './plugins/footnote-labels.ts';
import { gfm } from './plugins/gfm.ts';
import { headingAnchors } from './plugins/heading-anchors.ts';
import { headingIds } from './plugins/heading-ids.ts';
import { highlightCode } from './plugins/highlight-code.ts';
import { importMarks } from './plugins/import-marks.ts';
import { lostText } from './plugins/lost-text.ts';
import { math } from './plugins/math.ts';
import { mathNotMoney } from './plugins/money.ts';
import { offerIds } from './plugins/offer-ids.ts';
import { publicPictures } from './plugins/public-pictures.ts';
import { responsivePictures } from './plugins/responsive-pictures.ts';
import { siteAddresses } from './plugins/site-addresses.ts';
import { tables } from './plugins/tables.ts';
import { tagsInMarkdown } from './plugins/tags-in-markdown.ts';
import { taskLists } from './plugins/task-lists.ts';
import { writtenAddresses } from './plugins/written-addresses.ts';

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
