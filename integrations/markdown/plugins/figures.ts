import type { Image, Link, Paragraph, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** A picture alone in its paragraph, with a title, as a figure: the title is the caption. */
export function figures() {
  return (tree: Root): void => {
    visit(tree, 'paragraph', (paragraph) => {
      const image = imageAlone(paragraph.children);
      const caption = image?.title;
      if (image === undefined || !caption) return;
      image.title = null;
      paragraph.data = { ...paragraph.data, hName: 'figure' };
      paragraph.children.push(captionOf(caption));
    });
  };
}

/** The only thing there is, bare or in a link. */
function imageAlone(children: readonly PhrasingContent[]): Image | undefined {
  const [only, ...more] = children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  if (only === undefined || more.length > 0) return undefined;
  return only.type === 'image'
    ? only
    : only.type === 'link'
      ? imageAlone((only as Link).children)
      : undefined;
}

function captionOf(text: string): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: 'figcaption' },
    children: [{ type: 'text', value: text }],
  } satisfies Exclude<Paragraph['children'][number], { value: string }>;
}
