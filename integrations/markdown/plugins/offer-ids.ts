import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { authorFolders } from '../../author-files/author-folders.ts';
import type { ContentIndex } from '../../content/links/content-index.ts';
import { faultOfCard, faultOfNamed, versionsOf } from '../../content/problems/offer-faults.ts';
import { depend, matterOf } from '../depend.ts';
import { offerComponents } from '../expand/expand-components.ts';
import { fail } from './report.ts';

/**
 * Says of `<Offer id="…">` and its like, and of the ids below `offers:`, when there is no such offer readers
 * may see.
 */
export function offerIds({ index }: { readonly index: ContentIndex }) {
  const isShown = ({ hidden }: { hidden: boolean }) => !hidden;
  return (tree: Root, file: VFile): void => {
    const dependOn = (id: string) => depend(file, ...filesOf(id, index));
    for (const id of namedIn(file)) {
      const fault = faultOfNamed(id, index.pages, isShown);
      dependOn(id);
      if (fault !== null) fail(file, tree, { rule: 'offer-id', ...fault });
    }
    visit(tree, 'element', (node) => {
      const name = String(node.properties['dataName'] ?? node.properties['data-name'] ?? '');
      if (node.tagName !== 'byline-component' || !offerComponents.includes(name)) return;
      const id = idOf(node);
      const fault = faultOfCard(name, id, index.pages, isShown);
      dependOn(id);
      if (fault !== null) fail(file, node, { rule: 'offer-id', ...fault });
    });
  };
}

/** The files of an offer; for an unknown offer, the files it would have. */
function filesOf(id: string, { root, pages }: ContentIndex): string[] {
  const versions = versionsOf(id, pages);
  if (versions.length > 0) return versions.map(({ file }) => matterOf(join(root, file)));
  const { content } = authorFolders(root);
  return ['md', 'mdx'].map((ending) => join(root, content, 'offers', `${id}.${ending}`));
}

/** What the front matter says, which is checked elsewhere. */
function namedIn({ data }: VFile): string[] {
  const named: unknown = data.astro?.frontmatter?.['offers'];
  return Array.isArray(named) ? named.filter((id) => typeof id === 'string') : [];
}

function idOf({ properties }: Element): string {
  const props: unknown = JSON.parse(String(properties['dataProps'] ?? properties['data-props'] ?? '{}'));
  return props !== null && typeof props === 'object' && 'id' in props ? String(props.id) : '';
}
