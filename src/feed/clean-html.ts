import type { Element, ElementContent, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';

/**
 * A post's HTML as strangers can use it, in feed readers and on other platforms: absolute addresses, code
 * as `<pre><code class="language-…">` text, and nothing that leans on our styles, scripts or ids.
 *
 * @param base the post's canonical address, which relative links are resolved against
 */
export async function cleanHtml(html: string, base: string): Promise<string> {
  const cleaned = await unified()
    .use(rehypeParse, { fragment: true })
    .use(dropForeign)
    .use(plainCode)
    .use(absoluteAddresses, base)
    .use(rehypeSanitize, schema)
    .use(rehypeStringify)
    .process(html);
  return String(cleaned).trim();
}

const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'figure', 'figcaption', 'mark'],
  attributes: {
    a: ['href', 'title'],
    code: [['className', /^language-./]],
    img: ['src', 'alt', 'title', 'width', 'height'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    ol: ['start'],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    time: ['dateTime'],
  },
};

function dropForeign() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      const foreign = ['script', 'style', 'link', 'template'].includes(node.tagName);
      if (!foreign || parent === undefined || index === undefined) return undefined;
      parent.children.splice(index, 1);
      return index;
    });
  };
}

/** Turns a highlighted figure back into the code it shows, with its title as a line above. */
function plainCode() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.properties['dataRehypePrettyCodeFigure'] === undefined) return undefined;
      if (parent === undefined || index === undefined) return undefined;
      const plain = node.children.flatMap(plainPart);
      parent.children.splice(index, 1, ...plain);
      return [SKIP, index + plain.length];
    });
  };
}

function plainPart(part: ElementContent): ElementContent[] {
  if (part.type !== 'element') return [];
  if (part.tagName === 'figcaption') return [element('p', {}, [element('strong', {}, [text(toText(part))])])];
  if (part.tagName === 'code') return [element('code', {}, [text(toText(part))])];
  const code = part.children.find((child) => child.type === 'element' && child.tagName === 'code');
  const language = part.properties['dataLanguage'];
  const named = language === undefined || language === 'text' ? {} : { className: [`language-${language}`] };
  const source = toText(code ?? part, { whitespace: 'pre' });
  return [element('pre', {}, [element('code', named, [text(`${source.replace(/\n$/, '')}\n`)])])];
}

function absoluteAddresses(base: string) {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      for (const key of ['href', 'src']) {
        const address = node.properties[key];
        if (typeof address === 'string' && URL.canParse(address, base))
          node.properties[key] = new URL(address, base).href;
      }
    });
  };
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
