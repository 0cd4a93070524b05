import type { Root } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { markFootnotes } from '../to-markdown/footnotes.ts';
import { toMarkdown } from '../to-markdown/index.ts';
import { localLinks } from '../to-markdown/local-links.ts';
import { close, summarise } from './frame-body.ts';
import type { BodyForm, Picture, Recipe, RecipeSource } from './render/recipe.ts';
import { tagLinks } from './tag-links.ts';

/** The post in standard Markdown, or in HTML, or as a short text that ends with the link home. */
export function plain(form: BodyForm): Recipe {
  return {
    dialect: `plain-${form}`,
    version: 1,
    form,
    render: (source) => {
      const tree = framed(source);
      return { body: written(tree, form, source), spans: [], pictures: picturesIn(tree) };
    },
  };
}

function framed(source: RecipeSource): Root {
  const { canonical, description, form, lang, title, link, origins, tag } = source;
  const processor = unified().use(rehypeParse, { fragment: true }).use(markFootnotes, { canonical });
  if (form === 'summary') processor.use(summarise, { description, canonical });
  processor.use(localLinks, { canonical });
  processor.use(tagLinks, { origins: new Set(origins), tag });
  processor.use(placePictures, source);
  processor.use(close, { form, lang, title, link });
  return processor.runSync(processor.parse(source.content));
}

function placePictures({ placed }: RecipeSource) {
  return (tree: Root): void => {
    visit(tree, { type: 'element', tagName: 'img' }, ({ properties }) => {
      const at = placed?.get(String(properties['src']));
      if (at !== undefined) properties['src'] = at.address;
    });
  };
}

function picturesIn(tree: Root): Picture[] {
  const found = new Map<string, Picture>();
  visit(tree, { type: 'element', tagName: 'img' }, ({ properties: { src, alt } }) => {
    const address = String(src);
    found.set(address, { kind: 'picture', key: address, address, alt: String(alt ?? '') });
  });
  return [...found.values()];
}

function written(tree: Root, form: BodyForm, { description, link, text, title }: RecipeSource): string {
  if (form === 'markdown') return toMarkdown(tree);
  if (form === 'text') return `${text ?? `${title}\n\n${description}`}\n\n${link}`;
  return unified()
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .stringify(tree)
    .trim();
}
