import type { Element, ElementContent, Properties, Root } from 'hast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import type { Plugin } from 'unified';
import { SKIP, visit } from 'unist-util-visit';

const embeds = new Set(['iframe', 'video', 'audio', 'embed', 'object']);

/** What platforms keep: GitHub's list, with figures; ids stay so that footnotes find their way. */
const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'figure', 'figcaption', 'mark', 'abbr'],
  strip: ['script', 'style', 'template', 'noscript', 'svg', 'math', 'button', 'select', 'textarea'],
  clobberPrefix: '',
};

/** Leaves in a body only what a platform takes. Embeds become links; the language of code becomes a class. */
export const cleanBody: Plugin<[], Root> = () => {
  const sanitize = rehypeSanitize(schema);
  return (tree) => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'pre') nameLanguage(node);
      if (parent === undefined || index === undefined || !embeds.has(node.tagName)) return;
      parent.children[index] = embedLink(node, parent.type === 'root');
      return SKIP;
    });
    return sanitize(tree);
  };
};

function nameLanguage(pre: Element): void {
  const code = pre.children.find((child) => child.type === 'element' && child.tagName === 'code');
  if (code?.type !== 'element') return;
  const language = code.properties['dataLanguage'] ?? pre.properties['dataLanguage'];
  if (typeof language === 'string') code.properties['className'] = [`language-${language}`];
}

function embedLink(node: Element, block: boolean): Element {
  const address = addressOf(node.properties) ?? node.children.map(childAddress).find(Boolean) ?? '';
  const title = node.properties['title'] ?? address;
  const link: Element = {
    type: 'element',
    tagName: 'a',
    properties: { href: address },
    children: [{ type: 'text', value: String(title) }],
  };
  return block ? { type: 'element', tagName: 'p', properties: {}, children: [link] } : link;
}

function childAddress(child: ElementContent): string | undefined {
  return child.type === 'element' ? addressOf(child.properties) : undefined;
}

function addressOf(properties: Properties): string | undefined {
  const address = properties['src'] ?? properties['data'];
  return typeof address === 'string' ? address : undefined;
}
