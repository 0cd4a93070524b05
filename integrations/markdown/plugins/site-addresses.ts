import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { type Home, isAtRoot, linkTo } from '#domain';
import { isCode } from '../code/code-frames.ts';
import { type HtmlJsx, isJsx } from '../expand/jsx.ts';

/**
 * Addresses that begin with `/` are paths of the site, and a page links to them where the site lives:
 * `/posts/hello/` becomes `/blog/posts/hello/`. So it is for links, pictures, films and forms, in Markdown, raw
 * HTML and JSX. What a component of the author's is given stays as it was written.
 */
export function siteAddresses({ site }: { readonly site: Home }) {
  return (tree: Root): void => {
    if (isAtRoot(site)) return;
    visit(tree, (node) => {
      if (node.type === 'element' && isCode(node)) return SKIP;
      if (node.type === 'element') relink(node, site);
      else if (isJsx(node)) relinkJsx(node, site);
      return undefined;
    });
  };
}

function relink({ properties }: Element, site: Home): void {
  for (const [name, value] of Object.entries(properties)) {
    const linked = linkedValue(name, value, site);
    if (linked !== undefined) properties[name] = linked;
  }
}

/** Of `<a href="/x">` in a text that is a program; a component's name has a capital or a dot. */
function relinkJsx({ name, attributes }: HtmlJsx, site: Home): void {
  if (name === null || !/^[a-z][^.]*$/.test(name)) return;
  for (const attribute of attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const linked = linkedValue(attribute.name, attribute.value, site);
    if (linked !== undefined) attribute.value = linked;
  }
}

function linkedValue(name: string, value: unknown, site: Home): string | undefined {
  if (typeof value !== 'string') return undefined;
  const kind = name.toLowerCase();
  if (kind === 'srcset') return candidates(value, site);
  return single.has(kind) ? linkTo(value, site) : undefined;
}

/** Attributes that hold one address. */
const single = new Set(['href', 'src', 'poster', 'data', 'action', 'formaction', 'cite', 'xlinkhref']);

/** `/a.png 1x, /b.png 2x` */
function candidates(value: string, site: Home): string {
  return value
    .split(/,\s+/)
    .map((candidate) => linkTo(candidate.trim(), site))
    .join(', ');
}
