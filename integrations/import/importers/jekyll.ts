import { matchesGlob } from 'node:path/posix';
import { Problem } from '#domain';
import { dayInName } from '../dates/dates.ts';
import { jekyllTags } from '../dialects/jekyll.ts';
import {
  type Blog,
  defineImporter,
  type Keys,
  type Note,
  type OldLists,
  type Piece,
  type Source,
  type Tell,
  type WallClock,
} from '../importer.ts';
import { nested } from '../links/old-lists.ts';
import { dateWords, fillPattern, folderIn, slugify, stem, under } from '../links/permalink.ts';
import { isRecord, readMatter, readSettings } from '../matter/matter.ts';
import { readKeys } from '../matter/read-keys.ts';
import { withoutSecrets } from '../matter/secrets.ts';
import { isOn } from '../matter/visibility.ts';

/** https://jekyllrb.com: `_config.yml` and `_posts/`. */
export default defineImporter({
  name: 'Jekyll',
  takes: 'the site’s folder, the one with _config.yml and _posts/',
  skips: /^(_site|_includes|_layouts|_sass|_data|vendor)(\/|$)/,
  texts: /^_config\.(ya?ml|toml)$|\.(md|markdown|mkd)$|(^|\/)_(posts|drafts)\/.+\.html?$/i,
  read(source) {
    const notes: Note[] = [];
    const tell: Tell = (note) => notes.push(note);
    const settings = settingsOf(source, tell);
    const written = [...source.texts].filter(([file]) => !file.startsWith('_config.'));
    const pieces = written.flatMap(([file, text]) => readPiece(file, text, settings, tell) ?? []);
    const { timeZone, url, baseurl } = settings;
    return {
      timeZone,
      url: url === undefined ? undefined : `${url}${baseurl}`,
      pieces,
      dialect: jekyllTags,
      syntax: { kramdown: true },
      lists: listsOf(baseurl),
      values: settings.values,
      placesOf: (address, piece) => places(address, folderIn(piece.file), baseurl),
      notes,
    } satisfies Blog;
  },
});

/** As jekyll-archives, Chirpy and jekyll-feed have them. */
function listsOf(baseurl: string): OldLists {
  const spell = (name: string) => slugify(name).toLowerCase();
  return {
    category: nested(under(baseurl, 'categories').slice(1), spell),
    tag: (name) => under(baseurl, `tags/${spell(name)}/`),
    archive: () => [under(baseurl, 'archives/')],
    feeds: { [under(baseurl, 'feed.xml')]: '/atom.xml' },
  };
}

interface Settings {
  readonly url: string | undefined;
  readonly baseurl: string;
  readonly timeZone: string | undefined;
  readonly permalink: string;
  readonly defaults: readonly Scope[];
  /** `site.author` → what it says. */
  readonly values: ReadonlyMap<string, string>;
  /** Files and folders Jekyll does not read. */
  readonly excluded: readonly string[];
  /** Those it reads in spite of their names. */
  readonly included: readonly string[];
  /** Collections by name; those that are not shown have `output: false`. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** The folder they are in, with its slash: `collections/`. */
  readonly collectionsIn: string;
}

interface Collection {
  readonly output: boolean;
  /** Undefined where the site's style decides. */
  readonly permalink: string | undefined;
}

/** The collection a file is in, and where in it. */
interface InCollection extends Collection {
  readonly name: string;
  /** The file in the collection, without its ending. */
  readonly path: string;
}

interface Scope {
  readonly path: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const styles: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

function settingsOf({ texts, files }: Source, tell: Tell): Settings {
  const file = ['_config.yml', '_config.yaml', '_config.toml'].find((name) => texts.has(name));
  if (file === undefined && !files.some((name) => /(^|\/)_posts\//.test(name))) {
    throw new Problem('this is no Jekyll site: it has neither _config.yml nor _posts/', {
      hint: 'Name the folder with _config.yml; for any other folder of Markdown use `npx byline import markdown <folder>`.',
    });
  }
  const data = readSettings(file ?? '', texts.get(file ?? '') ?? '', tell);
  const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
  return {
    url: text('url')?.replace(/\/$/, ''),
    baseurl: text('baseurl')?.replace(/\/$/, '') ?? '',
    timeZone: text('timezone'),
    permalink: text('permalink') ?? 'date',
    values: valuesIn('site', withoutSecrets(data).data),
    excluded: namesIn(data['exclude']),
    included: namesIn(data['include']),
    collections: readCollections(data['collections']),
    collectionsIn: text('collections_dir')?.replace(/\/*$/, '/') ?? '',
    defaults: (Array.isArray(data['defaults']) ? data['defaults'] : []).flatMap(readScope),
  };
}

/** Words and numbers by their paths: `site.author.name`. */
function valuesIn(path: string, data: Readonly<Record<string, unknown>>): Map<string, string> {
  const found = Object.entries(data).flatMap(([key, value]): [string, string][] =>
    isRecord(value)
      ? [...valuesIn(`${path}.${key}`, value)]
      : typeof value === 'string' || typeof value === 'number'
        ? [[`${path}.${key}`, String(value)]]
        : [],
  );
  return new Map(found);
}

function namesIn(value: unknown): string[] {
  return [value].flat(2).filter((name) => typeof name === 'string');
}

/** A list of names, or a name for each collection's settings. A collection has no pages unless it says so. */
function readCollections(value: unknown): Record<string, Collection> {
  const named = Array.isArray(value)
    ? value.map((name): [string, unknown] => [String(name), {}])
    : Object.entries(isRecord(value) ? value : {});
  const collections = named.map(([name, settings]): [string, Collection] => {
    const { output, permalink } = isRecord(settings) ? settings : {};
    return [name, { output: isOn(output), permalink: typeof permalink === 'string' ? permalink : undefined }];
  });
  return Object.fromEntries(collections);
}

function readScope(value: unknown): Scope[] {
  if (!isRecord(value) || !isRecord(value['values'])) return [];
  const scope = isRecord(value['scope']) ? value['scope'] : {};
  return [{ path: String(scope['path'] ?? ''), type: String(scope['type'] ?? ''), values: value['values'] }];
}

function readPiece(file: string, text: string, settings: Settings, tell: Tell): Piece | null {
  const place = /^(?<above>.*?)(?:^|\/)_(?<folder>posts|drafts)\/(?<path>.+)\.[a-z]+$/i.exec(file)?.groups;
  const unread = reasonUnread(file, settings);
  if (unread !== null) {
    tell({ level: 'told', file, what: `${unread}, so Jekyll made no page of it; not imported` });
    return null;
  }
  if (place === undefined) return readPage(file, text, settings, tell);
  const matter = readMatter(file, text, tell);
  if (matter === null) return null;
  const named = dayInName(stem(file));
  const isDraft = place['folder'] === 'drafts';
  const above = (place['above'] ?? '').split('/').filter((folder) => folder !== '');
  const data = { ...defaultsFor(file, isDraft ? 'drafts' : 'posts', settings), ...matter.data };
  const keys = readKeys(data, { spacesPartTags: true });
  const slug = typeof data['slug'] === 'string' ? data['slug'] : named.rest;
  return {
    file,
    kind: 'post',
    name: slug,
    calls: [stem(file), file, named.rest],
    lang: keys.lang,
    keys: {
      ...withoutAddress(keys),
      date: keys.date ?? named.day ?? undefined,
      tags: [...new Set([...above, ...keys.tags])],
      hidden: [
        ...(isDraft ? ['it was a draft'] : []),
        ...(named.day === null && !isDraft ? ['its name begins with no day'] : []),
        ...keys.hidden,
      ],
    },
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: /\.html?$/i.test(file) ? 'html' : 'markdown',
    paths: (at) =>
      isDraft ? [] : [pathOf(slug, { ...keys, categories: [...above, ...keys.categories] }, settings, at)],
  };
}

/** Why Jekyll does not read a file; null when it does. */
function reasonUnread(file: string, settings: Settings): string | null {
  const { excluded, included, collections, collectionsIn } = settings;
  const isNamed = (name: string) => isUnder(file, name) || matchesGlob(file, name);
  if (included.some(isNamed)) return null;
  if (excluded.some(isNamed)) return '_config.yml excludes it';
  const own = file.startsWith(collectionsIn) ? file.slice(collectionsIn.length) : file;
  const inCollection = Object.keys(collections).some((name) => own.startsWith(`_${name}/`));
  const folders = (inCollection ? own.slice(own.indexOf('/') + 1) : own).split('/');
  const isOdd = folders.some((name) => /^[_#~]/.test(name) && !/^_(posts|drafts)$/.test(name));
  return isOdd ? 'its name or its folder begins with “_”' : null;
}

/** `drafts`, `drafts/` and `/drafts` are one folder. */
function isUnder(file: string, name: string): boolean {
  const bare = name.replace(/^\/+|\/+$/g, '');
  return file === bare || file.startsWith(`${bare}/`);
}

/** A page has front matter; what has none is copied by Jekyll as it is. */
function readPage(file: string, text: string, settings: Settings, tell: Tell): Piece | null {
  if (!/^---\s*\n/.test(text)) {
    tell({ level: 'told', file, what: 'no front matter, so no page for Jekyll; not imported' });
    return null;
  }
  const matter = readMatter(file, text, tell);
  if (matter === null) return null;
  const keys = readKeys(
    { ...defaultsFor(file, collectionOf(file, settings)?.name ?? 'pages', settings), ...matter.data },
    { spacesPartTags: true },
  );
  const bare = file.replace(/\.[a-z]+$/i, '');
  const collection = collectionOf(file, settings);
  const isShown = collection?.output ?? true;
  const own = keys.kept['permalink'];
  const path = /(^|\/)index$/.test(bare) ? bare.slice(0, -'index'.length) : `${bare}.html`;
  return {
    file,
    kind: collection === undefined || collection.name === 'pages' ? 'page' : 'post',
    name: bare
      .replace(/(?<=.)\/index$/, '')
      .replaceAll('/_', '/')
      .replace(/^_/, ''),
    calls: [file],
    lang: keys.lang,
    keys: {
      ...withoutAddress(keys),
      date: keys.date ?? dayInName(stem(file)).day ?? undefined,
      hidden: [...keys.hidden, ...(isShown ? [] : ['its collection had no pages'])],
    },
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: 'markdown',
    paths: (at) => [
      typeof own === 'string' || collection === undefined
        ? under(settings.baseurl, typeof own === 'string' ? own : path)
        : documentPath(collection, keys, settings, at),
    ],
  };
}

function collectionOf(file: string, { collections, collectionsIn }: Settings): InCollection | undefined {
  const own = file.startsWith(collectionsIn) ? file.slice(collectionsIn.length) : file;
  const [, name = '', path = ''] = /^_([^/]+)\/(.+)\.[a-z]+$/i.exec(own) ?? [];
  const found = collections[name];
  return found === undefined ? undefined : { ...found, name, path };
}

/** `/:collection/:path.html`, or with a slash where the site's addresses have one. */
function documentPath(
  { name, path, permalink }: InCollection,
  keys: Keys,
  settings: Settings,
  at: WallClock,
): string {
  const isPretty = settings.permalink === 'pretty' || settings.permalink.endsWith('/');
  const pattern = permalink ?? `/:collection/:path${isPretty ? '/' : ':output_ext'}`;
  const last = stem(`${path}.md`);
  const filled = fillPattern(styles[pattern] ?? pattern, {
    ...dateWords(at),
    collection: name,
    path: path.replace(/(^|\/)index$/, '$1'),
    name: slugify(last).toLowerCase(),
    title: slugify(dayInName(last).rest),
    slug: slugify(dayInName(last).rest).toLowerCase(),
    categories: keys.categories.join('/').toLowerCase(),
    output_ext: '.html',
  });
  return under(settings.baseurl, filled);
}

function defaultsFor(file: string, type: string, { defaults }: Settings): Record<string, unknown> {
  const fitting = defaults.filter((scope) => file.startsWith(scope.path) && [type, ''].includes(scope.type));
  return Object.assign({}, ...fitting.map(({ values }) => values));
}

function withoutAddress(keys: Keys): Keys {
  const { permalink: _, slug: __, ...kept } = keys.kept;
  return { ...keys, kept };
}

function pathOf(slug: string, keys: Keys, { permalink, baseurl }: Settings, at: WallClock): string {
  const own = keys.kept['permalink'];
  const pattern = typeof own === 'string' ? own : permalink;
  const categories = [...new Set(keys.categories.map((name) => name.toLowerCase()))];
  const filled = fillPattern(styles[pattern] ?? pattern, {
    ...dateWords(at),
    title: slugify(slug),
    slug: slugify(slug).toLowerCase(),
    categories: categories.join('/'),
    slugified_categories: categories.map((name) => slugify(name)).join('/'),
    output_ext: '.html',
  });
  return under(baseurl, filled);
}

function places(address: string, folder: string, baseurl: string): string[] {
  if (!address.startsWith('/')) return [`${folder}/${address}`, address.replace(/^(\.\.?\/)+/, '')];
  const path = baseurl !== '' && address.startsWith(`${baseurl}/`) ? address.slice(baseurl.length) : address;
  return [path.slice(1)];
}
