import { matchesGlob } from 'node:path/posix';
import { Problem } from '#domain';
import { hexoTags } from '../dialects/hexo.ts';
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
import { monthly, nested } from '../links/old-lists.ts';
import { dateWords, fillPattern, folderIn, stem, under } from '../links/permalink.ts';
import { isRecord, readMatter, readSettings } from '../matter/matter.ts';
import { readKeys } from '../matter/read-keys.ts';

/** https://hexo.io: `_config.yml` and `source/`. */
export default defineImporter({
  name: 'Hexo',
  takes: 'the blog’s folder, the one with _config.yml and source/',
  skips: /^(public|themes|db\.json|scaffolds|source\/_data)(\/|$)/,
  texts: /^_config\.ya?ml$|^source\/.+\.(md|markdown|html?)$/i,
  read(source) {
    const settings = settingsOf(source);
    const notes: Note[] = [...settings.notes];
    const written = [...source.texts].filter(([file]) => file.startsWith('source/'));
    const pieces = written.flatMap(
      ([file, text]) => readPiece(file, text, settings, (note) => notes.push(note)) ?? [],
    );
    return {
      timeZone: settings.timeZone,
      url: settings.url,
      lang: settings.lang,
      pieces,
      dialect: hexoTags,
      syntax: { fenceTitles: true },
      lists: settings.lists,
      placesOf: (address, piece) => places(address, piece, settings, pieces),
      notes,
    } satisfies Blog;
  },
});

interface Settings {
  readonly url: string | undefined;
  readonly lang: string | undefined;
  readonly timeZone: string | undefined;
  /** The folder it lives in. */
  readonly root: string;
  readonly permalink: string;
  /** Words for patterns: `permalink_defaults`. */
  readonly words: Readonly<Record<string, string>>;
  readonly categories: Readonly<Record<string, unknown>>;
  readonly noCategory: string;
  readonly lists: OldLists;
  /** Front matter that hides a post: `hide_posts.filter` of hexo-hide-posts. */
  readonly switches: readonly string[];
  /** Tags whose posts hexo-blog-encrypt locks. */
  readonly lockedTags: ReadonlySet<string>;
  /** Globs of files Hexo does not read, relative to `source/`. */
  readonly ignored: readonly string[];
  readonly notes: readonly Note[];
}

function settingsOf({ texts, files }: Source): Settings {
  const file = ['_config.yml', '_config.yaml'].find((name) => texts.has(name));
  if (file === undefined && !files.some((name) => name.startsWith('source/_posts/'))) {
    throw new Problem('this is no Hexo blog: it has neither _config.yml nor source/_posts/', {
      hint: 'Name the folder with _config.yml; for any other folder of Markdown use `npx byline import markdown <folder>`.',
    });
  }
  const notes: Note[] = [];
  const data = readSettings(file ?? '', texts.get(file ?? '') ?? '', (note) => notes.push(note));
  const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
  const record = (key: string) => (isRecord(data[key]) ? data[key] : {});
  const words = Object.entries(record('permalink_defaults')).map(([key, word]) => [key, String(word)]);
  return {
    url: text('url'),
    // The first of several is the one without a prefix.
    lang: [data['language']]
      .flat()
      .filter((lang) => typeof lang === 'string')
      .find(Boolean),
    timeZone: text('timezone'),
    root: text('root') ?? '/',
    permalink: text('permalink') ?? ':year/:month/:day/:title/',
    words: Object.fromEntries(words),
    categories: record('category_map'),
    noCategory: text('default_category') ?? 'uncategorized',
    lists: listsOf(
      { category: text('category_dir'), tag: text('tag_dir'), archive: text('archive_dir') },
      text('root') ?? '/',
      { ...record('category_map'), ...record('tag_map') },
    ),
    switches: [record('hide_posts')['filter']].filter((key) => typeof key === 'string'),
    lockedTags: lockedTags(record('encrypt')),
    ignored: [data['exclude'], data['ignore'], data['skip_render']]
      .flat(2)
      .filter((glob) => typeof glob === 'string'),
    notes,
  };
}

interface Folders {
  readonly category: string | undefined;
  readonly tag: string | undefined;
  readonly archive: string | undefined;
}

function listsOf(
  { category, tag, archive }: Folders,
  root: string,
  words: Readonly<Record<string, unknown>>,
): OldLists {
  const spell = (name: string) => String(words[name] ?? dashed(name));
  const folder = (name: string) => under(root, name).replace(/^\/|\/$/g, '');
  return {
    category: nested(folder(category ?? 'categories'), spell),
    tag: (name) => under(root, `${tag ?? 'tags'}/${spell(name)}/`),
    archive: monthly(folder(archive ?? 'archives')),
    feeds: { [under(root, 'atom.xml')]: '/atom.xml', [under(root, 'rss2.xml')]: '/rss.xml' },
  };
}

/** hexo-blog-encrypt: `encrypt: {tags: [{name, password}]}`. */
function lockedTags({ tags }: Record<string, unknown>): ReadonlySet<string> {
  const named = Array.isArray(tags) ? tags.filter(isRecord) : [];
  return new Set(named.map(({ name }) => String(name)));
}

function readPiece(file: string, text: string, settings: Settings, tell: Tell): Piece | null {
  const place = /^source\/(?:(?<folder>_posts|_drafts)\/)?(?<path>.+)\.[a-z]+$/i.exec(file)?.groups;
  const [folder, path = ''] = [place?.['folder'], place?.['path']];
  if (isIgnored(file, path, settings)) {
    tell({ level: 'told', file, what: 'Hexo made no page of it; not imported' });
    return null;
  }
  const matter = readMatter(file, text, tell);
  if (matter === null) return null;
  if (isListing(folder, matter.data, matter.body)) {
    tell({ level: 'told', file, what: 'a page the theme fills with a list; not imported' });
    return null;
  }
  const keys = readKeys(matter.data, { switches: settings.switches });
  const kind = folder === undefined ? 'page' : 'post';
  return {
    file,
    kind,
    name: kind === 'page' ? path.replace(/\/index$/, '') : path,
    calls: [path, stem(path)],
    lang: keys.lang,
    keys: { ...withoutPermalink(keys), hidden: hiddenBy(folder, keys, matter.data, settings) },
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: /\.html?$/i.test(file) ? 'html' : 'markdown',
    paths: (at) => (folder === '_drafts' ? [] : [pathOf(kind, path, keys, settings, at)]),
  };
}

/** Names that begin with “_” are Hexo's own, and settings name more. */
function isIgnored(file: string, path: string, { ignored }: Settings): boolean {
  const inSource = file.slice('source/'.length);
  return (
    /(^|\/)_/.test(path) || ignored.some((glob) => matchesGlob(inSource, glob) || matchesGlob(file, glob))
  );
}

/** `password: ''` opens a post that one of its tags would lock. */
function hiddenBy(
  folder: string | undefined,
  { hidden, tags }: Keys,
  data: Readonly<Record<string, unknown>>,
  { lockedTags: locked }: Settings,
): string[] {
  const isLocked = data['password'] !== '' && tags.some((tag) => locked.has(tag));
  return [
    ...(folder === '_drafts' ? ['it was a draft'] : []),
    ...hidden,
    ...(isLocked ? ['one of its tags asked for a password'] : []),
  ];
}

function isListing(
  folder: string | undefined,
  data: Readonly<Record<string, unknown>>,
  body: string,
): boolean {
  const type = String(data['type'] ?? data['layout'] ?? '');
  return (
    folder === undefined &&
    /^(tags?|categor(y|ies)|archives?|links?|friends?|404)$/.test(type) &&
    body.trim() === ''
  );
}

function withoutPermalink(keys: Keys): Keys {
  const { permalink: _, ...kept } = keys.kept;
  return { ...keys, kept };
}

function pathOf(kind: Piece['kind'], path: string, keys: Keys, settings: Settings, at: WallClock): string {
  const own = keys.kept['permalink'];
  const { root } = settings;
  if (typeof own === 'string' && !own.includes(':'))
    return under(root, own.endsWith('.html') || own.endsWith('/') ? own : `${own}/`);
  if (kind === 'page')
    return under(root, /(^|\/)index$/.test(path) ? path.slice(0, -'index'.length) : `${path}.html`);
  const words = {
    ...settings.words,
    ...scalars(keys.kept),
    ...dateWords(at),
    ...names(path, keys, settings),
  };
  return under(
    root,
    fillPattern(typeof own === 'string' ? own : settings.permalink, words).replace(/\/index\.html$/, '/'),
  );
}

function names(path: string, keys: Keys, settings: Settings): Record<string, string> {
  const categories = keys.categories.map((name) => String(settings.categories[name] ?? dashed(name)));
  return {
    title: path,
    name: stem(`${path}.md`),
    post_title: dashed(keys.title ?? path),
    category: categories.join('/') || settings.noCategory,
  };
}

/** Values of front matter by name: plugins put theirs there, such as `abbrlink`. */
function scalars(kept: Readonly<Record<string, unknown>>): Record<string, string> {
  const named = Object.entries(kept).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return Object.fromEntries(named.map(([key, value]) => [key, String(value)]));
}

/** As Hexo makes an address of a title. */
function dashed(text: string): string {
  return text.replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-').replace(/^-|-$/g, '');
}

/** The post's own folder, beside the file, and `source/`. */
function places(address: string, { file }: Piece, { root }: Settings, pieces: readonly Piece[]): string[] {
  const bare = file.replace(/\.[a-z]+$/i, '');
  if (!address.startsWith('/')) {
    return [
      `${bare}/${address}`,
      `${folderIn(file)}/${address}`,
      `source/${address.replace(/^(\.\.?\/)+/, '')}`,
    ];
  }
  const path = root !== '/' && address.startsWith(root) ? address.slice(root.length - 1) : address;
  const last = path.slice(path.lastIndexOf('/') + 1);
  const others = pieces.filter(({ name }) => path.includes(`/${name}/`));
  return [
    `source${path}`,
    `${bare}/${last}`,
    ...others.map((piece) => `${piece.file.replace(/\.[a-z]+$/i, '')}/${last}`),
  ];
}
