import type { Element } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/**
 * What WeChat would strip from a body, or refuse it for (error 45166): a sentence each, none for a sound body.
 */
export function brokenRules(html: string): string[] {
  const found: string[] = [];
  visit(unified().use(rehypeParse, { fragment: true }).parse(html), (node) => {
    if (node.type === 'comment') found.push('a comment');
    if (node.type === 'element') found.push(...rules.flatMap((rule) => rule(node) ?? []));
  });
  return found;
}

type Rule = (node: Element) => string | undefined;

const rules: readonly Rule[] = [
  ({ tagName }) => (kept.has(tagName) ? undefined : `<${tagName}>`),
  ({ tagName, properties }) => {
    const odd = Object.keys(properties).find((name) => !attributes.has(name));
    return odd === undefined ? undefined : `${odd} on <${tagName}>`;
  },
  ({ tagName, properties }) => {
    const { href } = properties;
    return href === undefined || String(href).startsWith('https://mp.weixin.qq.com/')
      ? undefined
      : `${tagName} to ${href}`;
  },
  ({ properties }) => /(?:^|;)\s*position\s*:/.exec(String(properties['style'] ?? ''))?.[0],
  ({ properties }) => /var\(|url\(/.exec(String(properties['style'] ?? ''))?.[0],
  ({ tagName, properties }) => {
    const isForeign = tagName === 'img' && /\.(?:svg|webp)(?:$|\?)|^data:/.test(String(properties['src']));
    return isForeign ? `a picture WeChat does not take: ${properties['src']}` : undefined;
  },
  (node) =>
    node.tagName !== 'br' && node.tagName !== 'img' && node.tagName !== 'hr' && isEmpty(node)
      ? `an empty <${node.tagName}>`
      : undefined,
  (node) =>
    node.tagName === 'code' && /\n/.test(JSON.stringify(node.children)) ? 'a line break in code' : undefined,
];

const attributes = new Set(['style', 'src', 'alt', 'href', 'colSpan', 'rowSpan']);

/** No list: WeChat shows bullets twice in nested ones. */
const kept = new Set(
  'section p span strong em a br hr img sup sub code h1 h2 h3 h4 table tbody tr th td'.split(' '),
);

function isEmpty({ tagName, children }: Element): boolean {
  if (tagName === 'td' || tagName === 'th' || tagName === 'table') return false;
  return children.every((child) =>
    child.type === 'text'
      ? child.value.trim() === ''
      : child.type === 'element' && !['img', 'br', 'hr'].includes(child.tagName) && isEmpty(child),
  );
}
