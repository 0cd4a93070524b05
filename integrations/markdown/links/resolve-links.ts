import { join, relative, sep } from 'node:path';
import type { Link, Root } from 'mdast';
import type { VFile } from 'vfile';
import { once } from '../../build-cache/once.ts';
import { type Address, addressesIn } from '../../content/links/addresses.ts';
import type { ContentIndex } from '../../content/links/content-index.ts';
import type { From, Resolution } from '../../content/links/resolve-address.ts';
import { depend } from '../depend.ts';
import { languageOf } from '../plugins/language.ts';
import { fail } from '../plugins/report.ts';
import { anchorsInSource, anchorsOf } from './anchors.ts';
import { faultOf, faultOfPicture, filesBehind, type Known, resolve } from './find-dead.ts';
import { isUntitled, openWikiLinks } from './wiki-links.ts';

export interface ResolveLinksOptions {
  readonly index: ContentIndex;
}

/**
 * A remark plugin: links to files, folders and `[[slugs]]` become the paths of their pages. A link, a part
 * (`#part`) or a picture of `public/` that is not there is an error with its line; pictures beside the text
 * are another plugin's. What a link rests on is among the file's dependencies.
 */
export function resolveLinks({ index }: ResolveLinksOptions) {
  return (tree: Root, file: VFile): void => {
    const source = String(file.value);
    const from: From = { file: relative(index.root, file.path).split(sep).join('/'), lang: languageOf(file) };
    const known: Known = {
      index,
      anchorsOf: (page) => anchorsOf(join(index.root, page.file)),
      own: once(() => anchorsInSource(source, file.path)),
    };
    openWikiLinks(tree, source);
    for (const address of addressesIn(tree)) {
      const resolution = resolve(address.url, from, known);
      const isLink = address.kind === 'link';
      const fault = isLink ? faultOf(resolution, known) : faultOfPicture(address.url, index, resolution);
      if (fault !== null) fail(file, address.node, fault);
      if (isLink || address.url.startsWith('/')) depend(file, ...filesBehind(resolution, index));
      if (isLink) rewrite(address, resolution);
    }
  };
}

function rewrite({ node, replace }: Address, resolution: Resolution): void {
  const link = node.type === 'link' ? (node as Link) : undefined;
  if (resolution.kind === 'page' || resolution.kind === 'known') replace(resolution.url);
  else if (resolution.kind === 'here' && link?.url.startsWith('wiki:'))
    replace(`#${encodeURIComponent(resolution.part)}`);
  else if (link?.url.startsWith('wiki:')) replace('#');
  if (link === undefined || !isUntitled(link)) return;
  if (resolution.kind === 'page') link.children = [{ type: 'text', value: resolution.page.title }];
  else if (resolution.kind === 'here') link.children = [{ type: 'text', value: titleHere(link) }];
}

/** `[[#heading]]` is called by its heading. */
function titleHere({ children }: Link): string {
  const [text] = children;
  return text?.type === 'text' ? text.value.replace(/^#\s*/, '') : '';
}
