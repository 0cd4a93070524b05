import { Problem } from '#domain';
import { wordpressTags } from '../dialects/wordpress.ts';
import { htmlBlocks } from '../html/html-blocks.ts';
import {
  defineImporter,
  type Keys,
  type Note,
  type OldLists,
  type Piece,
  type Source,
  type Tell,
} from '../importer.ts';
import { monthly } from '../links/old-lists.ts';
import { folderOf, under } from '../links/permalink.ts';
import { withoutSecrets } from '../matter/secrets.ts';
import { readVisibility } from '../matter/visibility.ts';
import { type Item, readExport, type WordPress } from '../wordpress-export.ts';

/** The WXR file of WordPress's Tools → Export. Pictures come from a `wp-content/uploads/` beside it, if there is one. */
export default defineImporter({
  name: 'WordPress',
  takes: 'the XML file that Tools → Export gives',
  takesFile: true,
  skips: /^(?!wp-content(\/|$)|[^/]+\.xml$)/,
  texts: /\.xml$/i,
  read(source) {
    const { file, exported } = open(source);
    const notes: Note[] = [...unread(file, exported)];
    const written = exported.items.filter(({ type }) => type === 'post' || type === 'page');
    const pieces = written.flatMap(
      (item) => readPiece(file, item, exported, (note) => notes.push(note)) ?? [],
    );
    const missing = exported.attachments.filter(({ url }) => !source.files.includes(pathOf(url)));
    return {
      url: exported.url,
      pieces,
      dialect: wordpressTags,
      placesOf: (address) => [address.replace(/^.*?\/?(?=wp-content\/)/, '')],
      lists: listsOf(exported),
      attachments: new Map(exported.attachments.map(({ id, url }) => [id, url])),
      extras:
        missing.length === 0 ? [] : [{ file: LIST, text: `${missing.map(({ url }) => url).join('\n')}\n` }],
      notes: [...notes, ...(missing.length === 0 ? [] : [toDownload(file, missing.length)])],
    };
  },
});

const LIST = 'content/imported-pictures.txt';

function open({ texts, main = '' }: Source): { file: string; exported: WordPress } {
  const exported = readExport(main, texts.get(main) ?? '');
  if (exported !== null) return { file: main, exported };
  throw new Problem('this is no WordPress export: it has no <rss> with a <channel>', {
    place: { file: main },
    hint: 'In WordPress, Tools → Export → All content gives one.',
  });
}

function readPiece(file: string, item: Item, { url }: WordPress, tell: Tell): Piece | null {
  const { line } = item;
  if (!statuses.has(item.status)) {
    tell({ level: 'told', file, line, what: `${item.status} in WordPress; not imported: ${item.title}` });
    return null;
  }
  const name = slugOf(item);
  return {
    file: `${file}#${item.id}`,
    kind: item.type === 'page' ? 'page' : 'post',
    name,
    calls: [name],
    lang: undefined,
    keys: keysOf(item),
    body: htmlBlocks(item.content),
    bodyLine: line,
    form: 'html',
    paths: () =>
      item.status === 'publish'
        ? oldPath(item.link, url, (what) => tell({ level: 'look', file, line, what }))
        : [],
  };
}

/** `/category/web/`, `/tag/go/`, `/2019/05/`; where the blog stood in a folder, below it. */
function listsOf({ url, terms }: WordPress): OldLists {
  const root = folderOf(url);
  const months = monthly('');
  return {
    tag: (name) => {
      const { domain, nicename } = terms.get(name) ?? {};
      const folder = { category: 'category', post_tag: 'tag' }[domain ?? ''];
      return folder === undefined || !nicename ? '/' : under(root, `${folder}/${nicename}/`);
    },
    archive: (at) => months(at).map((path) => under(root, path)),
    feeds: { [under(root, 'feed/')]: '/rss.xml' },
  };
}

/** Status → why WordPress did not show the post to everyone. */
const statuses: ReadonlyMap<string, readonly string[]> = new Map([
  ['publish', []],
  ['future', ['it was scheduled']],
  ['draft', ['it was a draft']],
  ['pending', ['it waited for review']],
  ['private', ['it was private']],
]);

function keysOf(item: Item): Keys {
  const { _thumbnail_id: thumbnail, _yoast_wpseo_metadesc: yoast, ...meta } = item.meta;
  const { hidden, noindex, expires, rest } = readVisibility(meta);
  const { data: kept, names: secrets } = withoutSecrets(rest);
  return {
    title: item.title === '' ? undefined : item.title,
    description: (yoast ?? item.excerpt.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim() || undefined,
    date: item.date,
    updated: item.updated,
    publishAt: item.status === 'future' ? item.date : undefined,
    tags: item.tags,
    categories: [],
    hidden: [
      ...(statuses.get(item.status) ?? []),
      ...(item.password === '' ? [] : ['it asked for a password']),
      ...hidden,
    ],
    expires,
    secrets,
    lang: undefined,
    cover: item.thumbnail,
    canonical: undefined,
    series: undefined,
    pinned: item.sticky,
    noindex,
    aliases: [],
    kept:
      item.thumbnail === undefined && thumbnail !== undefined ? { ...kept, _thumbnail_id: thumbnail } : kept,
  };
}

function slugOf({ name, title, id }: Item): string {
  try {
    return decodeURIComponent(name) || title || `post-${id}`;
  } catch {
    return name;
  }
}

function oldPath(link: string, base: string | undefined, say: (what: string) => void): string[] {
  if (!URL.canParse(link, base)) return [];
  const { pathname, search } = new URL(link, base);
  if (search === '') return [pathname];
  say(
    `its old address ${pathname}${search} cannot lead to the new one: a static site does not see what follows “?”`,
  );
  return [];
}

function pathOf(url: string): string {
  return URL.canParse(url) ? decodeURI(new URL(url).pathname).replace(/^.*?\/?(?=wp-content\/)/, '') : url;
}

/** What an export has beside posts and pages, by the number. */
function unread(file: string, { items, comments }: WordPress): Note[] {
  const others = items.filter(({ type }) => !/^(post|page|attachment)$/.test(type));
  const types = Map.groupBy(others, ({ type }) => type || 'nothing');
  const counted = [...types].map(
    ([type, found]): Note => ({
      level: 'look',
      file,
      line: found[0]?.line,
      what: `not imported: ${type} × ${found.length}`,
    }),
  );
  const said = `comments, which are not imported: ${comments}`;
  return comments === 0 ? counted : [...counted, { level: 'look', file, what: said }];
}

function toDownload(file: string, count: number): Note {
  const what = `pictures still on the old server: ${count}. Their addresses are in ${LIST}. Download them into wp-content/ beside the export (wget -x -nH -i ${LIST}) and import again`;
  return { level: 'look', file, what };
}
