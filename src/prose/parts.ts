import type { Place } from '#domain';

/** A text as pieces: HTML to show as it is, and components to fill in. */
export type Part = string | ComponentPart;

/** A component an author wrote into a post. */
export interface ComponentPart {
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** Where the author wrote it. */
  readonly place: Place | undefined;
  /** What stands between its tags. */
  readonly children: readonly Part[];
}

const tag =
  /<byline-component data-name="(?<name>[^"]*)" data-props="(?<props>[^"]*)"(?: data-at="(?<at>[^"]*)")?>|<\/byline-component>/g;

/** Takes compiled HTML apart at the marks the pipeline leaves for components. */
export function partsOf(html: string): Part[] {
  const root: Part[] = [];
  const open: { part: ComponentPart; children: Part[] }[] = [];
  let from = 0;
  for (const found of html.matchAll(tag)) {
    const children = open.at(-1)?.children ?? root;
    if (found.index > from) children.push(html.slice(from, found.index));
    from = found.index + found[0].length;
    if (found.groups?.['name'] === undefined) open.pop();
    else open.push(opened(found.groups, children));
  }
  if (from < html.length) root.push(html.slice(from));
  return root;
}

function opened(
  { name = '', props = '', at }: Readonly<Record<string, string | undefined>>,
  siblings: Part[],
): { part: ComponentPart; children: Part[] } {
  const children: Part[] = [];
  const place = at === undefined ? undefined : placeOf(unescaped(at));
  const part: ComponentPart = { name, props: JSON.parse(unescaped(props)), place, children };
  siblings.push(part);
  return { part, children };
}

/** @param at `content/posts/hello.mdx:7` */
function placeOf(at: string): Place {
  const colon = at.lastIndexOf(':');
  return { file: at.slice(0, colon), line: Number(at.slice(colon + 1)) };
}

function unescaped(attribute: string): string {
  return attribute
    .replaceAll(/&(?:#x22|#34|quot);/g, '"')
    .replaceAll(/&(?:#x27|#39|apos);/g, "'")
    .replaceAll(/&(?:#x3C|lt);/gi, '<')
    .replaceAll(/&(?:#x3E|gt);/gi, '>')
    .replaceAll(/&(?:#x26|#38|amp);/g, '&');
}
