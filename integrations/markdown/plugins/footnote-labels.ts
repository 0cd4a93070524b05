import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { strings } from '#strings';
import { languageOf } from './language.ts';

/** The id remark-rehype gives the footnotes' heading. */
export const FOOTNOTES_ID = 'footnote-label';

/** Gives the footnotes' heading and their links back the words of the post's language. */
export function footnoteLabels() {
  return (tree: Root, file: VFile): void => {
    const { title, back } = strings(languageOf(file)).text.footnotes;
    visit(tree, 'element', (node) => {
      if (node.properties['id'] === FOOTNOTES_ID) node.children = [{ type: 'text', value: title }];
      if (node.properties['dataFootnoteBackref'] !== undefined) node.properties['ariaLabel'] = back;
    });
  };
}
