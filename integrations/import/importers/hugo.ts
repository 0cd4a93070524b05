import { matchesGlob } from 'node:path/posix';
import { Problem } from '#domain';
import { hugoTags } from '../dialects/hugo.ts';
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
import { dateWords, fillPattern, folderIn, folderOf, stem, under } from '../links/permalink.ts';
import { isRecord, readMatter, readSettings } from '../matter/matter.ts';
import { readKeys } from '../matter/read-keys.ts';
import { isOn } from '../matter/visibility.ts';

/** https://gohugo.io: `hugo.toml` (or `config.*`) and `content/`. */
export default defineImporter({
  name: 'Hugo',
  takes: 'the site’s folder, the one with hugo.toml or config.toml and content/',
  skips: /^(public|resources|themes|layouts|archetypes|i18n|data)(\/|$)/,
  texts:
    /^((config\/_default\/)?(hugo|config)|config\/_default\/(permalinks|languages|params|taxonomies)(\.[a-z-]+)?)\.(toml|ya?ml|json)$|^content\/.+\.(md|markdown|html?|org|adoc|rst)$/i,
  read(source) {
    const notes: Note[] = [];
    const tell: Tell = (note) => notes.push(note);
    const settings = settingsOf(source, tell);
    const written = [...source.texts].filter(([file]) => file.startsWith('content/'));
    const around = {
      settings,
      cascades: cascadesIn(written, settings),
      bundles: bundlesIn(source.files),
      tell,
    };
    const pieces = written.flatMap(([file, text]) => readPiece(file, text, around) ?? []);
    return {
      timeZone: settings.timeZone,
      url: settings.url,
      pieces,
      dialect: hugoTags,
      lists: listsOf(folderOf(settings.url)),
      placesOf: (address, piece) => places(address, piece, folderOf(settings.url)),
      notes,
    } satisfies Blog;
  },
});

/** Hugo's own taxonomies, and its feed. */
function listsOf(root: string): OldLists {
  const folder = (name: string) => under(root, name).replace(/^\/|\/$/g, '');
  return {
    category: nested(folder('categories'), urlize),
    tag: (name) => under(root, `tags/${urlize(name)}/`),
    archive: () => [under(root, 'archives/')],
    feeds: { [under(root, 'index.xml')]: '/rss.xml' },
  };
}

interface Settings {
  readonly url: string | undefined;
  readonly timeZone: string | undefined;
  /** Section → pattern. */
  readonly permalinks: Readonly<Record<string, unknown>>;
  readonly ugly: boolean;
  readonly mainLanguage: string;
  readonly mainInFolder: boolean;
  /** Languages with settings of their own: suffixes and folders are theirs. */
  readonly languages: readonly string[];
  /** Folder below `content/` → the language whose `contentDir` it is. */
  readonly folders: ReadonlyMap<string, string>;
  /** Those the site no longer shows. */
  readonly disabled: readonly string[];
  /** Regular expressions of files Hugo does not read. */
  readonly ignored: readonly string[];
  /** Front matter for every page of the site. */
  readonly cascade: unknown;
}

interface Around {
  readonly settings: Settings;
  /** Folder → front matter its section hands down. */
  readonly cascades: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  /** Folders with an `index.md`: what else is in them belongs to that page. */
  readonly bundles: readonly string[];
  readonly tell: Tell;
}

function settingsOf({ texts, files }: Source, tell: Tell): Settings {
  const named = [...texts.keys()].filter((file) => !file.startsWith('content/'));
  if (named.length === 0 && !files.some((file) => file.startsWith('content/'))) {
    throw new Problem('this is no Hugo site: it has neither hugo.toml nor content/', {
      hint: 'Name the folder with hugo.toml; for any other folder of Markdown use `npx byline import markdown <folder>`.',
    });
  }
  const data: Record<string, unknown> = {};
  for (const file of named) {
    const read = readSettings(file, texts.get(file) ?? '', tell);
    const part = /\/(permalinks|languages)\./.exec(file)?.[1];
    if (part === undefined && /\/(params|taxonomies)\./.test(file)) continue;
    Object.assign(data, part === undefined ? lowerKeys(read) : { [part]: read });
  }
  const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
  const permalinks = isRecord(data['permalinks']) ? data['permalinks'] : {};
  const languages = isRecord(data['languages']) ? data['languages'] : {};
  return {
    url: text('baseurl'),
    timeZone: text('timezone'),
    permalinks: isRecord(permalinks['page']) ? permalinks['page'] : permalinks,
    ugly: data['uglyurls'] === true,
    mainLanguage: text('defaultcontentlanguage') ?? text('languagecode')?.slice(0, 2) ?? 'en',
    mainInFolder: data['defaultcontentlanguageinsubdir'] === true,
    languages: Object.keys(languages),
    folders: languageFolders(languages),
    disabled: [...strings(data['disablelanguages']), ...Object.keys(languages).filter(isDisabled(languages))],
    ignored: strings(data['ignorefiles']),
    cascade: data['cascade'],
  };
}

function strings(value: unknown): string[] {
  return [value].flat(2).filter((item) => typeof item === 'string');
}

function languageFolders(languages: Readonly<Record<string, unknown>>): Map<string, string> {
  const found = Object.entries(languages).flatMap(([name, language]): [string, string][] => {
    const dir = isRecord(language) ? lowerKeys(language)['contentdir'] : undefined;
    const folder = typeof dir === 'string' ? /^content\/([^/]+)\/?$/.exec(dir)?.[1] : undefined;
    return [[name, name], ...(folder === undefined ? [] : [[folder, name] satisfies [string, string]])];
  });
  return new Map(found);
}

function isDisabled(languages: Readonly<Record<string, unknown>>): (name: string) => boolean {
  return (name) => {
    const language = languages[name];
    return isRecord(language) && isOn(language['disabled']);
  };
}

/** `cascade` of each section's `_index.md`, and of the settings. */
function cascadesIn(
  written: readonly (readonly [string, string])[],
  { cascade }: Settings,
): Around['cascades'] {
  const sections = written.filter(([file]) => /\/_index(\.[\w-]+)?\.[a-z]+$/i.test(file));
  const found = sections.map(([file, text]): [string, Record<string, unknown>[]] => [
    folderIn(file),
    records(readMatter(file, text, () => {})?.data['cascade']),
  ]);
  return new Map([['', records(cascade)], ...found]);
}

function records(value: unknown): Record<string, unknown>[] {
  return [value].flat().filter(isRecord);
}

function bundlesIn(files: readonly string[]): string[] {
  const indexes = files.filter((file) => /^content\/.+\/index(\.[\w-]+)?\.(md|markdown|html?)$/i.test(file));
  return indexes.map(folderIn);
}

/** What the sections above a file hand down to it, the nearest last. */
function handedDown(file: string, { cascades }: Around): Record<string, unknown> {
  const folders = folderIn(file).split('/');
  const above = ['', ...folders.map((_, index) => folders.slice(0, index + 1).join('/'))];
  const found = above.flatMap((folder) => cascades.get(folder) ?? []).filter((data) => isTarget(file, data));
  return Object.assign({}, ...found.map(({ target: _, _target: __, ...data }) => data));
}

/** Whether a cascade means this page: `target: {path: /posts/**}`. */
function isTarget(file: string, { target, _target }: Record<string, unknown>): boolean {
  const wanted = target ?? _target;
  if (!isRecord(wanted)) return true;
  const path = file.slice('content'.length).replace(/(\/index)?(\.[\w-]+)?\.[a-z]+$/i, '');
  const isKind = wanted['kind'] === undefined || wanted['kind'] === 'page';
  return isKind && (typeof wanted['path'] !== 'string' || matchesGlob(path, wanted['path']));
}

/** Why Hugo showed a page to nobody, beside what its front matter says. */
function hiddenBy(file: string, lang: string | undefined, { bundles, settings }: Around): string[] {
  const isPart = bundles.some(
    (folder) =>
      file.startsWith(`${folder}/`) && !(folderIn(file) === folder && /\/index\.[^/]+$/i.test(file)),
  );
  const isOffLanguage = settings.disabled.includes(lang ?? settings.mainLanguage);
  return [
    ...(isPart ? ['it was a part of another page'] : []),
    ...(isOffLanguage ? ['its language was switched off'] : []),
  ];
}

function isIgnored(file: string, { ignored }: Settings): boolean {
  return ignored.some((pattern) => {
    try {
      return new RegExp(pattern).test(file);
    } catch {
      return false;
    }
  });
}

function lowerKeys(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]));
}

function readPiece(file: string, text: string, around: Around): Piece | null {
  const { settings, tell } = around;
  const bare = file.slice('content/'.length).replace(/\.[a-z]+$/i, '');
  if (/(^|\/)_index(\.|$)/.test(bare)) {
    tell({ level: 'told', file, what: 'the text above a list; not imported' });
    return null;
  }
  if (isIgnored(file, settings)) {
    tell({ level: 'told', file, what: 'ignoreFiles names it; not imported' });
    return null;
  }
  if (!/\.(md|markdown|html?)$/i.test(file)) {
    tell({ level: 'left-out', file, what: 'neither Markdown nor HTML' });
    return null;
  }
  const matter = readMatter(file, text, tell);
  if (matter === null) return null;
  const { path, lang } = splitLanguage(bare, settings);
  const keys = readKeys({ ...handedDown(file, around), ...matter.data });
  const name = path.replace(/(?<=.)\/index$/, '');
  const slug = typeof matter.data['slug'] === 'string' ? matter.data['slug'] : undefined;
  return {
    file,
    kind: name.includes('/') ? 'post' : 'page',
    name: slug ?? name,
    calls: [name, `${path}.md`, stem(`${name}.md`)],
    lang: lang ?? keys.lang ?? (settings.languages.length > 0 ? settings.mainLanguage : undefined),
    keys: { ...withoutAddress(keys), hidden: [...keys.hidden, ...hiddenBy(file, lang, around)] },
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: /\.html?$/i.test(file) ? 'html' : 'markdown',
    paths: (at) => [pathOf({ name, slug, lang }, keys, settings, at)],
  };
}

/** `posts/a.en` and `en/posts/a` say their language. */
function splitLanguage(
  bare: string,
  { languages, folders }: Settings,
): { path: string; lang: string | undefined } {
  const suffix = /\.([A-Za-z-]+)$/.exec(bare)?.[1];
  if (suffix !== undefined && (languages.includes(suffix) || /^(zh|en)(-[a-z]+)?$/i.test(suffix))) {
    return { path: bare.slice(0, -suffix.length - 1), lang: suffix };
  }
  const [folder = '', ...rest] = bare.split('/');
  const lang = rest.length > 0 ? folders.get(folder) : undefined;
  return lang === undefined ? { path: bare, lang } : { path: rest.join('/'), lang };
}

function withoutAddress(keys: Keys): Keys {
  const { url: _, slug: __, ...kept } = keys.kept;
  return { ...keys, kept };
}

interface Named {
  readonly name: string;
  readonly slug: string | undefined;
  readonly lang: string | undefined;
}

function pathOf({ name, slug, lang }: Named, keys: Keys, settings: Settings, at: WallClock): string {
  const own = keys.kept['url'];
  const root = folderOf(settings.url);
  if (typeof own === 'string') return under(root, own);
  const last = slug ?? stem(`${name}.md`);
  const folders = name.split('/').slice(0, -1);
  const pattern = settings.permalinks[folders[0] ?? ''] ?? `${[...folders, last].join('/')}/`;
  const filled = fillPattern(String(pattern), {
    ...dateWords(at),
    monthname: dateWords(at)['long_month'],
    yearday: String(Number(dateWords(at)['y_day'])),
    weekdayname: dateWords(at)['long_day'],
    section: folders[0] ?? '',
    sections: folders.join('/'),
    title: urlize(keys.title ?? last),
    slug: slug ?? urlize(keys.title ?? last),
    slugorfilename: last,
    slugorcontentbasename: last,
    filename: stem(`${name}.md`),
    contentbasename: stem(`${name}.md`),
  });
  const ugly = settings.ugly ? filled.replace(/\/$/, '.html') : filled;
  const language = lang ?? settings.mainLanguage;
  const inFolder = language !== settings.mainLanguage || settings.mainInFolder;
  return under(root, `${inFolder ? language : ''}/${urlize(ugly)}`);
}

/** Lower case, with dashes for spaces. */
function urlize(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[?#"'<>]/g, '');
}

/** The page's bundle, `static/`, and `assets/`. */
function places(address: string, { file }: Piece, root: string): string[] {
  const path = root !== '/' && address.startsWith(root) ? address.slice(root.length - 1) : address;
  const bare = path.replace(/^(\.?\/|(\.\.\/)+)/, '');
  const beside = path.startsWith('/') ? [] : [`${folderIn(file)}/${path}`];
  return [...beside, `static/${bare}`, `assets/${bare}`, `content/${bare}`];
}
