import { createHash } from 'node:crypto';
import type { Tag } from './scan-html.ts';

/** What a page asks for beside its own origin: sources by directive, as they stand in a policy. */
export type Needs = ReadonlyMap<Directive, ReadonlySet<string>>;

export const directives = [
  'script-src',
  'style-src',
  'style-src-attr',
  'img-src',
  'media-src',
  'frame-src',
  'worker-src',
  'connect-src',
  'form-action',
] as const;

export type Directive = (typeof directives)[number];

/**
 * Reads off a page what it needs: what is in it when it is built is meant to be there.
 *
 * An element says with `data-needs` what its script will do: `inline-style` or `wasm`; a frame that opens
 * later is named by `data-frame`, a server that a script asks by `data-connect`, and sites that pictures come from
 * later by `data-pictures`.
 *
 * @param own the site's origin, which needs no naming
 */
export function readNeeds(tags: readonly Tag[], own: string): Needs {
  const needs = new Map<Directive, Set<string>>();
  for (const tag of tags) {
    if (!(tag.name in byElement) && !/\s(?:style|data-(?:needs|frame|connect|pictures))\b/i.test(tag.written))
      continue;
    for (const [directive, source] of needsOf(tag, own)) {
      needs.set(directive, (needs.get(directive) ?? new Set()).add(source));
    }
  }
  return needs;
}

/** Whether a page has `onclick` and the like, which a policy without 'unsafe-inline' never runs. */
export function hasHandlers(tags: readonly Tag[]): boolean {
  return tags.some(
    (tag) =>
      /\son[a-z]+\s*=/i.test(tag.written) &&
      [...tag.attributes.keys()].some((name) => /^on[a-z]+$/.test(name)),
  );
}

/** Whether a page has a policy already. */
export function hasPolicy(tags: readonly Tag[]): boolean {
  return tags.some(
    ({ name, attributes }) =>
      name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy',
  );
}

/** What several pages need together. */
export function union(all: readonly Needs[]): Needs {
  const together = new Map<Directive, Set<string>>();
  for (const needs of all) {
    for (const [directive, sources] of needs) {
      together.set(directive, (together.get(directive) ?? new Set()).union(sources));
    }
  }
  return together;
}

function needsOf(tag: Tag, own: string): Need[] {
  const value = (name: string) => tag.attributes.get(name);
  const origins = (directive: Directive, ...urls: (string | undefined)[]): Need[] =>
    urls.flatMap((url) => foreignOrigin(url, own)).map((origin) => [directive, origin]);
  const found = [
    ...(byElement[tag.name]?.(tag, origins) ?? []),
    ...origins('frame-src', value('data-frame')),
    ...origins('connect-src', ...listed(value('data-connect'))),
    ...origins('img-src', ...listed(value('data-pictures'))),
  ];
  const style = value('style');
  if (style !== undefined) found.push(['style-src-attr', hash(style)]);
  for (const need of value('data-needs')?.split(' ') ?? []) found.push(...(byPromise[need] ?? []));
  return found;
}

function listed(addresses = ''): string[] {
  return addresses.split(' ').filter((address) => address !== '');
}

const byElement: Readonly<Record<string, (tag: Tag, origins: Origins) => Need[]>> = {
  script: (tag, origins) => {
    const source = tag.attributes.get('src');
    if (source !== undefined) return origins('script-src', source);
    return isProgram(tag.attributes.get('type')) ? [['script-src', hash(tag.text)]] : [];
  },
  style: ({ text }) => [['style-src', hash(text)]],
  link: ({ attributes }, origins) =>
    attributes.get('rel') === 'stylesheet' ? origins('style-src', attributes.get('href')) : [],
  img: pictures,
  source: (tag, origins) => [...pictures(tag, origins), ...origins('media-src', tag.attributes.get('src'))],
  video: ({ attributes }, origins) => [
    ...OWN_MEDIA,
    ...origins('media-src', attributes.get('src')),
    ...origins('img-src', attributes.get('poster')),
  ],
  audio: ({ attributes }, origins) => [...OWN_MEDIA, ...origins('media-src', attributes.get('src'))],
  iframe: ({ attributes }, origins) => {
    const source = attributes.get('src') ?? '';
    return isOwn(source) ? [['frame-src', "'self'"]] : origins('frame-src', source);
  },
  form: ({ attributes }, origins) => origins('form-action', attributes.get('action')),
};

/** `data-needs` → what it takes. */
const byPromise: Readonly<Record<string, readonly Need[]>> = {
  'inline-style': [['style-src', "'unsafe-inline'"]],
  wasm: [
    ['script-src', "'wasm-unsafe-eval'"],
    ['worker-src', "'self'"],
  ],
};

const OWN_MEDIA: readonly Need[] = [['media-src', "'self'"]];

function pictures({ attributes }: Tag, origins: Origins): Need[] {
  const candidates = attributes.get('srcset')?.split(/,\s+/) ?? [];
  return origins('img-src', attributes.get('src'), ...candidates.map((one) => one.trim().split(/\s/)[0]));
}

/** JSON-LD and other data is not run, so nobody has to allow it. */
function isProgram(type = ''): boolean {
  return /^(|module|importmap|speculationrules|(text|application)\/(java|ecma)script)$/i.test(type.trim());
}

function isOwn(url: string): boolean {
  return url.startsWith('/') && !url.startsWith('//');
}

function foreignOrigin(url: string | undefined, own: string): string[] {
  const { protocol, origin } = URL.parse(url ?? '', own) ?? {};
  return origin === undefined || origin === own || !/^https?:$/.test(protocol ?? '') ? [] : [origin];
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

type Need = readonly [Directive, string];
type Origins = (directive: Directive, ...urls: (string | undefined)[]) => Need[];
