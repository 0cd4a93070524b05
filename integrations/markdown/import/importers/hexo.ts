import { Problem } from '#domain';
import { hexoTags } from '../dialects/hexo.ts';
import {
  type Blog,
  defineImporter,
  type Keys,
  type Note,
  type Piece,
  type Source,
  type Tell,
  type WallClock,
} from '../importer.ts';
import { isRecord, readMatter, readSettings } from '../matter.ts';
import { dateWords, fillPattern, folderIn, stem, under } from '../permalink.ts';
import { readKeys } from '../read-keys.ts';

/** https://hexo.io: `_config.yml` and `source/`. */
export default defineImporter({
  name: 'Hexo',
  takes: 'the blog’s folder, the one with _config.yml and source/',
  skips: /^(public|themes|db\.json|scaffolds|source\/_data|source\/_discarded)(\/|$)/,
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
  readonly notes: readonly Note[];
}

function settingsOf({ texts, files }: Source): Settings {
  const file = ['_config.yml', '_config.yaml'].find((name) => texts.has(name));
  if (file === undefined && !files.some((name) => name.startsWith('source/_posts/'))) {
    throw new Problem('this is no Hexo blog: it has neither _config.yml nor source/_posts/', {
      hint: 'Name the folder with _config.yml; for any other folder of Markdown use byline import markdown.',
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
    notes,
  };
}

function readPiece(file: string, text: string, settings: Settings, tell: Tell): Piece | null {
  const place = /^source\/(?:(?<folder>_posts|_drafts)\/)?(?<path>.+)\.[a-z]+$/i.exec(file)?.groups;
  const [folder, path = ''] = [place?.['folder'], place?.['path']];
  if (/(^|\/)_/.test(path)) return null;
  const matter = readMatter(file, text, tell);
  if (matter === null) return null;
  if (isListing(folder, matter.data, matter.body)) {
    tell({ level: 'told', file, what: 'a page the theme fills with a list; not imported' });
    return null;
  }
  const keys = readKeys(matter.data);
  const kind = folder === undefined ? 'page' : 'post';
  return {
    file,
    kind,
    name: kind === 'page' ? path.replace(/\/index$/, '') : path,
    calls: [path, stem(path)],
    lang: keys.lang,
    keys: { ...withoutPermalink(keys), draft: keys.draft || folder === '_drafts' },
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: /\.html?$/i.test(file) ? 'html' : 'markdown',
    paths: (at) => (folder === '_drafts' ? [] : [pathOf(kind, path, keys, settings, at)]),
  };
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
