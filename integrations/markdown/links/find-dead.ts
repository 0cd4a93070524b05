import { join } from 'node:path';
import { slug } from 'github-slugger';
import type { ContentIndex, ContentPage } from '../../content/links/content-index.ts';
import { lookupOf } from '../../content/links/lookup.ts';
import {
  type From,
  hintForBase,
  type Resolution,
  resolveAddress,
} from '../../content/links/resolve-address.ts';
import { matterOf } from '../depend.ts';

/** What is wrong with a link, for its author. */
export interface Fault {
  /** Kebab-case; names the rule, whatever the wording. */
  readonly rule: 'dead-link' | 'dead-anchor' | 'dead-picture';
  readonly reason: string;
  readonly hint: string;
}

/** What is there to be linked to. */
export interface Known {
  readonly index: ContentIndex;
  /** The parts of a page of content, those that `#part` can name. */
  readonly anchorsOf: (page: ContentPage) => ReadonlySet<string>;
  /** The parts of the text the link stands in. */
  readonly own: () => ReadonlySet<string>;
}

/** What is wrong with where a link leads; null when it leads somewhere. */
export function faultOf(resolution: Resolution, known: Known): Fault | null {
  if (resolution.kind === 'dead')
    return { rule: 'dead-link', reason: resolution.reason, hint: resolution.hint };
  if (resolution.kind === 'here') return faultOfPart(resolution.part, known.own(), 'this text', known);
  if (resolution.kind !== 'page' || resolution.part === '') return null;
  const { page, part } = resolution;
  return faultOfPart(part, known.anchorsOf(page), page.file, known);
}

/** As `resolveAddress`, with a heading of `[[slug#A heading]]` as the part it is. */
export function resolve(url: string, from: From, { index, anchorsOf, own }: Known): Resolution {
  const resolution = resolveAddress(url, from, index);
  if (!url.startsWith('wiki:')) return resolution;
  if (resolution.kind === 'here') return { kind: 'here', part: partNamed(resolution.part, own()) };
  if (resolution.kind !== 'page' || resolution.part === '') return resolution;
  const part = partNamed(resolution.part, anchorsOf(resolution.page));
  return { ...resolution, part, url: `${resolution.page.path}#${encodeURIComponent(part)}` };
}

/** People write the heading, the address has its slug. */
function partNamed(written: string, anchors: ReadonlySet<string>): string {
  return anchors.has(written) ? written : slug(written);
}

/** A picture of `public/` that is not there; pictures beside a text are not looked for here. */
export function faultOfPicture(url: string, index: ContentIndex, resolution: Resolution): Fault | null {
  if (!url.startsWith('/') || resolution.kind !== 'dead') return null;
  const { nearestPath } = lookupOf(index);
  const near = nearestPath(url);
  const nearby =
    near === undefined ? 'A path that begins with “/” is a file of public/.' : `Did you mean “${near}”?`;
  const hint = hintForBase(url, index) ?? nearby;
  return { rule: 'dead-picture', reason: `there is no picture “${url}”`, hint };
}

/**
 * Files a resolution rests on, absolute: when one changes, appears or goes, the link may lead elsewhere. Of a
 * page that is linked to as a whole, only the front matter counts.
 */
export function filesBehind(resolution: Resolution, index: ContentIndex): string[] {
  if (resolution.kind === 'dead') return resolution.files.map((file) => join(index.root, file));
  if (resolution.kind !== 'page') return [];
  const file = join(index.root, resolution.page.file);
  return [resolution.part === '' ? matterOf(file) : file];
}

function faultOfPart(part: string, anchors: ReadonlySet<string>, where: string, known: Known): Fault | null {
  if (part === '' || part.startsWith(':~:') || anchors.has(part)) return null;
  const headings = [...anchors].filter((id) => id !== 'top' && !id.startsWith('user-content-'));
  const near = lookupOf(known.index).near(part, headings);
  const list = headings.slice(0, 12).map((id) => `#${id}`);
  const hint = near === undefined ? `Known: ${list.join(', ') || 'none'}.` : `Did you mean “#${near}”?`;
  return { rule: 'dead-anchor', reason: `${where} has no part “#${part}”`, hint };
}
