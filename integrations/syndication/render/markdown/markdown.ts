import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { unified } from 'unified';
import { openShelf, placePictures } from '../content/pictures.ts';
import { prepare } from '../content/prepare.ts';
import type { Recipe } from '../recipe.ts';
import { formulasAsCode } from './formulas-as-code.ts';
import { plainHandlers, remarkStringify } from './handlers.ts';
import { plainBlocks } from './plain-blocks.ts';
import { inCommonMark, soundEmphasis } from './sound-emphasis.ts';
import { toMdast } from './to-mdast.ts';

/** What a platform's Markdown can say. */
export interface MarkdownOptions {
  readonly dialect: string;
  readonly version: number;
  /** Formulas between dollars, as code, or as pictures. */
  readonly math: 'dollars' | 'code' | 'pictures';
  /** Mermaid as code, or as a picture. @default 'code' */
  readonly diagrams?: 'code' | 'pictures';
  /** `- [x]`; else a sign in front of the item. */
  readonly tasks: boolean;
  /** `<details>`; else what was folded stands open below its title. */
  readonly details: boolean;
  /** HTML between Markdown. */
  readonly html: boolean;
}

/** A recipe for a platform that reads Markdown as CommonMark and GitHub have it. */
export function markdown(options: MarkdownOptions): Recipe {
  const { dialect, version, diagrams = 'code' } = options;
  return {
    dialect,
    version,
    form: 'markdown',
    diagrams,
    render: (source) => {
      const tree = prepare(source);
      const shelf = openShelf(source);
      placePictures(tree, shelf, {
        formulas: options.math === 'pictures',
        diagrams: diagrams === 'pictures',
      });
      plainBlocks(tree, { ...options, titleAbove: false });
      const body = toMdast(tree, options.html);
      soundEmphasis(body, inCommonMark, options.html);
      if (options.math !== 'dollars') formulasAsCode(body);
      return { body: write(body, options), pictures: shelf.all() };
    },
  };
}

function write(tree: Root, { math }: MarkdownOptions): string {
  const processor = unified().use(remarkGfm, { tablePipeAlign: false, singleTilde: false });
  if (math === 'dollars') processor.use(remarkMath);
  processor.use(remarkStringify, {
    bullet: '-',
    rule: '*',
    fences: true,
    emphasis: '*',
    handlers: plainHandlers as never,
  });
  return String(processor.stringify(tree as never)).trim();
}
