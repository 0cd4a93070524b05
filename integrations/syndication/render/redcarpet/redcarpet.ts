import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import type { Options } from 'remark-stringify';
import { unified } from 'unified';
import { openShelf, placePictures } from '../content/pictures.ts';
import { prepare } from '../content/prepare.ts';
import { remarkStringify } from '../markdown/handlers.ts';
import { plainBlocks } from '../markdown/plain-blocks.ts';
import { inRedcarpet, soundEmphasis } from '../markdown/sound-emphasis.ts';
import { toMdast } from '../markdown/to-mdast.ts';
import type { Recipe } from '../recipe.ts';
import { guardFrontMatter } from './code-blocks.ts';
import { redcarpetHandlers } from './handlers.ts';
import { separateBlocks } from './separate-blocks.ts';

/** A recipe for DEV and other Forems: Redcarpet runs twice, with Liquid in between. */
export function redcarpet({ dialect, version }: Pick<Recipe, 'dialect' | 'version'>): Recipe {
  return {
    dialect,
    version,
    form: 'markdown',
    render: (source) => {
      const tree = prepare(source);
      const shelf = openShelf(source);
      placePictures(tree, shelf, { formulas: false, diagrams: false });
      plainBlocks(tree, { tasks: false, details: false, titleAbove: true });
      const body = toMdast(tree, true);
      soundEmphasis(body, inRedcarpet, true);
      separateBlocks(body);
      return { body: guardFrontMatter(write(body)), pictures: shelf.all() };
    },
  };
}

function write(tree: Root): string {
  const processor = unified()
    .use(remarkGfm, { tablePipeAlign: false, singleTilde: false })
    .use(remarkStringify, {
      bullet: '-',
      rule: '*',
      emphasis: '*',
      listItemIndent: 'tab',
      join: [listAtOnce],
      handlers: redcarpetHandlers as never,
    });
  return String(processor.stringify(tree as never)).trim();
}

/** After an empty line, Redcarpet takes a list of the other kind within an item for the end of the item. */
const listAtOnce: NonNullable<Options['join']>[number] = (left, right, parent) =>
  parent.type === 'listItem' && right.type === 'list' && left.type === 'paragraph' ? 0 : undefined;
