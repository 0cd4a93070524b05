import { z } from 'zod';
import type { Edition } from '#domain';
import { type Copy, definePlatform, Failure, type JsonRequest, type Server } from '../platform.ts';

type DevServer = Server<'apiKey'>;

export default definePlatform({
  name: 'DEV',
  url: 'https://dev.to/api',
  secrets: { apiKey: 'make one at dev.to → Settings → Extensions → DEV Community API Keys' },
  formats: ['markdown'],
  limits: { title: 128, tags: 4, bodyBytes: 800 * 1024, pause: 3_500 },
  covers: [{ width: 1000, height: 420 }],

  find: findArticle,

  /** DEV keeps canonical links unique: when it says this one is taken by an article of ours, that one is updated. */
  async create(edition, server) {
    const body = { article: { ...articleFor(edition), published: true } };
    try {
      return await write(server, { method: 'POST', url: '/articles', body });
    } catch (error) {
      if (!(error instanceof Failure && error.outcome === 'refused' && /canonical/i.test(error.message)))
        throw error;
      const own = await findArticle(edition, server);
      if (own === null) throw error;
      return putArticle(own.remoteId, edition, server);
    }
  },

  /** Looks first: DEV edits a draft as readily as an article. */
  async update(remoteId, edition, server) {
    await findPublic(server, ({ id }) => String(id) === remoteId);
    return putArticle(remoteId, edition, server);
  },
});

/** Articles a page; DEV gives at most 1,000. */
const PER_PAGE = 1000;

const articleSchema = z.object({
  id: z.number(),
  url: z.url(),
  canonical_url: z.string().nullish(),
  published: z.boolean().optional(),
  published_at: z.string().nullish(),
});

type Article = z.output<typeof articleSchema>;

function findArticle(edition: Edition, server: DevServer): Promise<Copy | null> {
  return findPublic(server, (article) => sameAddress(article.canonical_url, edition.canonical));
}

/** Reads all pages of the account's articles, drafts among them. @throws {Failure} when the one it is, is a draft */
async function findPublic(server: DevServer, isIt: (article: Article) => boolean): Promise<Copy | null> {
  for (let page = 1; ; page += 1) {
    const url = `/articles/me/all?per_page=${PER_PAGE}&page=${page}`;
    const articles = z.array(articleSchema).parse(await ask(server, { method: 'GET', url }));
    const own = articles.find(isIt);
    if (own !== undefined && isDraft(own))
      throw new Failure(
        'refused',
        `it is not public there, but a draft (id ${own.id}): publish it on DEV or delete it`,
      );
    if (own !== undefined) return copyOf(own);
    if (articles.length < PER_PAGE) return null;
  }
}

function isDraft({ published, published_at }: Article): boolean {
  return published === false || published_at === null;
}

/** Leaves `published` alone. */
function putArticle(remoteId: string, edition: Edition, server: DevServer): Promise<Copy> {
  const url = `/articles/${encodeURIComponent(remoteId)}`;
  return write(server, { method: 'PUT', url, body: { article: articleFor(edition) } });
}

function articleFor(edition: Edition) {
  return {
    title: edition.title,
    body_markdown: plainBody(edition.body),
    main_image: edition.image ?? null,
    canonical_url: edition.canonical,
    description: edition.description,
    tags: [...new Set(edition.tags.map(devTag))],
  };
}

/**
 * A tag as DEV spells it, letters and digits alone: `Node.js` → `nodejs`, `C++` → `cpp`, `C#` → `csharp`,
 * `.NET` → `dotnet`.
 */
function devTag(tag: string): string {
  const spelled = tag.toLowerCase().replaceAll('#', 'sharp').replaceAll('+', 'p').replace(/^\./, 'dot');
  const plain = spelled.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (plain === '') throw new Failure('refused', `DEV takes letters and digits in tags; “${tag}” has none`);
  return plain;
}

const CODE_OR_LIQUID =
  /^ *(?<fence>`{3,}|~{3,})[\s\S]*?^ *\k<fence>|(?<!`)(?<tick>`+)(?!`)[\s\S]*?(?<!`)\k<tick>(?!`)|\{[{%]/gm;

/**
 * DEV obeys Liquid in prose, not in code: `{{` and `{%` there are marked as text. And it obeys front matter,
 * so a body that begins like some begins with an empty comment instead.
 */
function plainBody(body: string): string {
  const literal = body.replaceAll(CODE_OR_LIQUID, (found) =>
    found.startsWith('{') ? `{% raw %}${found}{% endraw %}` : found,
  );
  return literal.startsWith('---') ? `<!-- -->\n\n${literal}` : literal;
}

async function write(server: DevServer, request: JsonRequest): Promise<Copy> {
  return copyOf(articleSchema.parse(await ask(server, request)));
}

function ask(server: DevServer, request: JsonRequest): Promise<unknown> {
  return server.send.json({
    ...request,
    url: server.url + request.url,
    headers: { 'api-key': server.secrets.apiKey, accept: 'application/vnd.forem.api-v1+json' },
    reason: (answer, status) => {
      const said = z.object({ error: z.string() }).safeParse(answer).data?.error;
      return status === 404 && request.method === 'PUT' ? 'the article was deleted there' : said;
    },
  });
}

function copyOf({ id, url }: Article): Copy {
  return { remoteId: String(id), url };
}

function sameAddress(one: string | null | undefined, other: string): boolean {
  return one ? URL.parse(one)?.href === new URL(other).href : false;
}
