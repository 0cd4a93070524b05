import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { languageOf } from './language.ts';
import { wordsIn } from './words.ts';

/** The id remark-rehype gives the footnotes' heading. */
export const FOOTNOTES_ID = 'footnote-label';

/** Gives the footnotes' heading and their links back the words of the post's language. */
export function footnoteLabels() {
  return (tree: Root, file: VFile): void => {
    const { title, back } = wordsIn(languageOf(file)).footnotes;
    visit(tree, 'element', (node) => {
      if (node.properties['id'] === FOOTNOTES_ID) node.children = [{ type: 'text', value: title }];
      if (node.properties['dataFootnoteBackref'] !== undefined) node.properties['ariaLabel'] = back;
    });
  };
}
