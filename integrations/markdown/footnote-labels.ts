import { basename } from 'node:path';
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { mainLanguage, readContentName } from '#domain';
import site from '#site';

const labels: Record<string, { title: string; back: string }> = {
  zh: { title: '脚注', back: '回到正文' },
  en: { title: 'Footnotes', back: 'Back to the text' },
};

/** Gives the footnotes' heading and their links back the words of the post's language. */
export function footnoteLabels() {
  return (tree: Root, file: VFile): void => {
    const { title, back } = labels[languageOf(file)] ?? labels['en'] ?? { title: '', back: '' };
    visit(tree, 'element', (node) => {
      if (node.properties['id'] === 'footnote-label') node.children = [{ type: 'text', value: title }];
      if (node.properties['dataFootnoteBackref'] !== undefined) node.properties['ariaLabel'] = back;
    });
  };
}

function languageOf(file: VFile): string {
  const matter = file.data.astro?.frontmatter;
  const written: unknown = matter?.['lang'];
  const named = readContentName(basename(file.path ?? ''), site.languages).lang;
  return typeof written === 'string' ? written : (named ?? mainLanguage(site));
}
