import type { Element, ElementContent, Nodes, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';

/**
 * What a reader sees of HTML, block by block: where each stands and what it says. Two renderings with one outline say the
 * same in the same order.
 *
 * @example outline('<ul><li>a</li></ul>') // ['ul ┐', 'ul li: a']
 */
export function outline(html: string): string[] {
  return blocksOf(parser.parse(html), '');
}

const parser = unified().use(rehypeParse, { fragment: true });

function blocksOf(parent: Root | Element, path: string): string[] {
  const lines: string[] = [];
  let text = '';
  const end = () => {
    // A break at the end of a block is not seen.
    const said = text
      .replaceAll(/[ \n\t]+/g, ' ')
      .replaceAll(/ ?⏎ ?/g, '⏎')
      .replace(/[ \u00A0⏎]+$/, '')
      // Full-width stops and quotes say the same in bold and around it.
      .replaceAll(/([，。：；！？…]+)(\}+)/g, '$2$1')
      .replaceAll(/\{(strong|em|del) “([^{}”]*)”\}/g, '“{$1 $2}”')
      .replace(/^ /, '');
    if (said !== '') lines.push(`${path}: ${said}`);
    text = '';
  };
  for (const child of parent.children) {
    const name = child.type === 'element' ? child.tagName : '';
    if (child.type === 'element' && transparent.has(name)) {
      end();
      lines.push(...blocksOf(child, path));
    } else if (child.type === 'element' && blocks.has(name)) {
      end();
      lines.push(...block(child, path === '' ? name : `${path} ${name}`));
    } else text += inlineText(child);
  }
  end();
  return lines;
}

function block(node: Element, path: string): string[] {
  if (node.tagName === 'pre') return [`${path}: ${rawText(node).replace(/\n$/, '')}`];
  if (node.tagName === 'hr') return [`${path}:`];
  const inside = blocksOf(node, path);
  return boxes.has(node.tagName) ? [`${path} ┐`, ...inside] : inside;
}

/** Blocks of which two in a row are not one; each has a line where it begins. */
const boxes = new Set(['blockquote', 'ul', 'ol', 'table']);

/** Boxes that say nothing by themselves; a paragraph in an item is an item. */
const transparent = new Set(['p', 'div', 'section', 'figure', 'tbody', 'thead']);

const blocks = new Set(
  'ul ol li table tr td th blockquote pre h1 h2 h3 h4 h5 h6 hr figcaption details summary'.split(' '),
);

/** Words with the emphasis, links and code that are seen. */
function inlineText(node: Nodes | ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  const { tagName, properties } = node;
  if (tagName === 'br') return '⏎';
  if (tagName === 'img') return `{img ${properties['src']}}`;
  if (tagName === 'input') return properties['checked'] ? '☑ ' : '☐ ';
  const inside = node.children.map(inlineText).join('');
  if (tagName === 'a') return linkText(String(properties['href']), inside);
  return seen.has(tagName) ? `{${tagName} ${inside}}` : inside;
}

/** Anchors, and links between notes and their numbers, lead elsewhere on each platform. */
function linkText(href: string, inside: string): string {
  if (inside.trim() === '' || /^↩/.test(inside.trim())) return '';
  return href.startsWith('#') ? inside : `{a ${href} ${inside}}`;
}

const seen = new Set(['strong', 'em', 'del', 'code', 'sup', 'sub', 'kbd', 'mark']);

function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => rawText(child as Nodes)).join('') : '';
}
