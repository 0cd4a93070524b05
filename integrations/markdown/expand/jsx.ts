import type { ElementContent as HastContent, RootContent as HastRootContent } from 'hast';
import type { BlockContent, RootContent } from 'mdast';
import type {} from 'remark-mdx';

/** A component or an HTML element in MDX, in Markdown's tree. */
export type MarkdownJsx = Extract<RootContent, { type: 'mdxJsxFlowElement' }>;

/** The same in HTML's tree, in the place of a block or inside a line. */
export type HtmlJsx = Extract<
  HastContent | HastRootContent,
  { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }
>;

export type JsxAttribute = HtmlJsx['attributes'][number];

declare module 'mdast-util-mdx-jsx' {
  interface MdxJsxFlowElementData {
    /** Written as a directive or an alert, so it is ours even where the file imports its name. */
    directive?: boolean;
  }
}

/** One of our components, called for by a directive rather than by JSX. */
export function callComponent(
  name: string,
  props: Readonly<Record<string, string | undefined>>,
  node: { readonly children: readonly object[]; readonly position?: MarkdownJsx['position'] },
): MarkdownJsx {
  const given = Object.entries(props).filter(([, value]) => value !== undefined);
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: given.map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value: value ?? null })),
    children: [...node.children] as BlockContent[],
    data: { directive: true },
    ...(node.position === undefined ? {} : { position: node.position }),
  };
}

export function isJsx(node: { readonly type: string }): node is HtmlJsx {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}
