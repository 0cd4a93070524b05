import type { Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { openShelf, placePictures } from '../content/pictures.ts';
import { prepare } from '../content/prepare.ts';
import type { Recipe, RecipeSource } from '../recipe.ts';
import { type ThemeName, themes } from '../themes/index.ts';
import { plainHtml } from './plain-html.ts';
import { styledHtml } from './styled-html.ts';

/** What a platform that takes HTML keeps of it. */
export interface RichHtmlOptions {
  readonly dialect: string;
  readonly version: number;
  /**
   * A theme of ours in inline styles, with code a line a block and lists flattened; or `none` where the platform styles
   * HTML itself.
   */
  readonly style: ThemeName | 'none';
  /** In a theme of ours: `live`, or as numbered notes at the end where links lead nowhere. @default 'live' */
  readonly links?: 'live' | 'footnotes';
  /** Formulas as pictures, or as the TeX they were written in. */
  readonly math: 'pictures' | 'tex';
  /** Mermaid as pictures, or as code. */
  readonly diagrams: 'pictures' | 'code';
}

/** A recipe for a platform that takes HTML. */
export function richHtml(options: RichHtmlOptions): Recipe {
  const { dialect, version, style, links = 'live', math, diagrams } = options;
  const finish = (tree: Root, source: RecipeSource): Root =>
    style === 'none' ? plainHtml(tree) : styledHtml(tree, source, { theme: themes[style], links });
  return {
    dialect,
    version,
    form: 'html',
    diagrams,
    render: (source) => {
      const tree = prepare(source);
      const shelf = openShelf(source);
      placePictures(tree, shelf, { formulas: math === 'pictures', diagrams: diagrams === 'pictures' });
      return { body: writer.stringify(finish(tree, source)).trim(), pictures: shelf.all() };
    },
  };
}

const writer = unified()
  .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
  .freeze();
