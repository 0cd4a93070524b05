import { Problem } from '#domain';
import { dayInName } from '../dates.ts';
import { jekyllTags } from '../dialects/jekyll.ts';
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
import { dateWords, fillPattern, folderIn, slugify, stem, under } from '../permalink.ts';
import { readKeys } from '../read-keys.ts';

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
      placesOf: (address, piece) => places(address, folderIn(piece.file), baseurl),
      notes,
    } satisfies Blog;
  },
});

interface Settings {
  readonly url: string | undefined;
  readonly baseurl: string;
  readonly timeZone: string | undefined;
  readonly permalink: string;
  readonly defaults: readonly Scope[];
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
      hint: 'Name the folder with _config.yml; for any other folder of Markdown use byline import markdown.',
    });
  }
  const data = readSettings(file ?? '', texts.get(file ?? '') ?? '', tell);
  const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
  return {
    url: text('url')?.replace(/\/$/, ''),
    baseurl: text('baseurl')?.replace(/\/$/, '') ?? '',
    timeZone: text('timezone'),
    permalink: text('permalink') ?? 'date',
    defaults: (Array.isArray(data['defaults']) ? data['defaults'] : []).flatMap(readScope),
  };
}

function readScope(value: unknown): Scope[] {
  if (!isRecord(value) || !isRecord(value['values'])) return [];
  const scope = isRecord(value['scope']) ? value['scope'] : {};
  return [{ path: String(scope['path'] ?? ''), type: String(scope['type'] ?? ''), values: value['values'] }];
}

function readPiece(file: string, text: string, settings: Settings, tell: Tell): Piece | null {
  const place = /^(?<above>.*?)(?:^|\/)_(?<folder>posts|drafts)\/(?<path>.+)\.[a-z]+$/i.exec(file)?.groups;
  if (place === undefined) return readPage(file, text, settings, tell);
  const matter = readMatter(file, text, tell);
  if (matter === null) return null;
  const named = dayInName(stem(file));
  const isDraft = place['folder'] === 'drafts';
  if (named.day === null && !isDraft)
    tell({ level: 'look', file, what: 'Jekyll did not show it: its name begins with no day' });
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
      draft: keys.draft || isDraft,
    },
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: /\.html?$/i.test(file) ? 'html' : 'markdown',
    paths: (at) =>
      isDraft ? [] : [pathOf(slug, { ...keys, categories: [...above, ...keys.categories] }, settings, at)],
  };
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
    { ...defaultsFor(file, 'pages', settings), ...matter.data },
    { spacesPartTags: true },
  );
  const bare = file.replace(/\.[a-z]+$/i, '');
  const own = keys.kept['permalink'];
  const path = /(^|\/)index$/.test(bare) ? bare.slice(0, -'index'.length) : `${bare}.html`;
  return {
    file,
    kind: 'page',
    name: bare
      .replace(/(?<=.)\/index$/, '')
      .replaceAll('/_', '/')
      .replace(/^_/, ''),
    calls: [file],
    lang: keys.lang,
    keys: withoutAddress(keys),
    body: matter.body,
    bodyLine: matter.bodyLine,
    form: 'markdown',
    paths: () => [under(settings.baseurl, typeof own === 'string' ? own : path)],
  };
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
