/** A text as pieces: HTML to show as it is, and components to fill in. */
export type Part = string | ComponentPart;

/** A component an author wrote into a post. */
export interface ComponentPart {
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** What stands between its tags. */
  readonly children: readonly Part[];
}

const tag =
  /<byline-component data-name="(?<name>[^"]*)" data-props="(?<props>[^"]*)">|<\/byline-component>/g;

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
    else open.push(opened(found.groups['name'], found.groups['props'] ?? '', children));
  }
  if (from < html.length) root.push(html.slice(from));
  return root;
}

function opened(name: string, props: string, siblings: Part[]): { part: ComponentPart; children: Part[] } {
  const children: Part[] = [];
  const part: ComponentPart = { name, props: JSON.parse(unescaped(props)), children };
  siblings.push(part);
  return { part, children };
}

function unescaped(attribute: string): string {
  return attribute
    .replaceAll(/&(?:#x22|#34|quot);/g, '"')
    .replaceAll(/&(?:#x27|#39|apos);/g, "'")
    .replaceAll(/&(?:#x3C|lt);/gi, '<')
    .replaceAll(/&(?:#x3E|gt);/gi, '>')
    .replaceAll(/&(?:#x26|#38|amp);/g, '&');
}
