import { z } from 'zod';
import {
  definePlatform,
  Failure,
  most,
  type Open,
  type Ready,
  type Request,
  type Seen,
} from '../platform.ts';
import dev from '../render/recipes/dev.ts';

export default definePlatform({
  name: 'DEV',
  url: 'https://dev.to/api',
  secrets: { apiKey: 'make one at dev.to → Settings → Extensions → DEV Community API Keys' },
  render: [dev],
  limits: [most('title', 128), most('tags', 4), most('body', 800 * 1024, 'utf8')],
  pace: 3_500,
  covers: [{ width: 1000, height: 420 }],

  api: {
    /** A canonical link is taken once. */
    keyed: 'address',
    draftable: true,

    judge({ status, body }) {
      const said = z.object({ error: z.string() }).safeParse(body).data?.error ?? '';
      return status === 422 && /canonical/i.test(said) ? new Failure('same', `DEV: ${said}`) : undefined;
    },

    async who(to) {
      return z.object({ username: z.string() }).parse(await ask(to, { method: 'GET', url: '/users/me' }))
        .username;
    },

    async create(edition, to) {
      const body = { article: { ...articleFor(edition), published: !edition.draft } };
      const answer = await ask(to, { method: 'POST', url: '/articles', body });
      return { ...made(answer), state: edition.draft ? 'draft' : 'live' };
    },

    async find(edition, to) {
      const articles = await to.once('articles', () => allArticles(to));
      return articles
        .filter(({ canonical_url }) => sameAddress(canonical_url, edition.canonical))
        .map(seenOf);
    },

    async look(id, to) {
      const articles = await to.once('articles', () => allArticles(to));
      const article = articles.find((one) => String(one.id) === id);
      return article === undefined ? { id, state: 'gone' } : seenOf(article);
    },

    /** Leaves `published` alone. */
    async update(id, edition, to) {
      const body = { article: articleFor(edition) };
      return made(await ask(to, { method: 'PUT', url: `/articles/${encodeURIComponent(id)}`, body }));
    },

    /** DEV deletes nothing for a program. */
    async remove(id, to) {
      const body = { article: { published: false } };
      await ask(to, { method: 'PUT', url: `/articles/${encodeURIComponent(id)}`, body });
      return 'hidden';
    },
  },
});

/** Articles a page; DEV gives at most 1,000. */
const PER_PAGE = 1000;

const articleSchema = z.object({
  id: z.number(),
  url: z.url(),
  title: z.string(),
  body_markdown: z.string().optional(),
  canonical_url: z.string().nullish(),
  published: z.boolean().optional(),
  published_at: z.string().nullish(),
});

type Article = z.output<typeof articleSchema>;
type DevServer = Open<'apiKey'>;

/** All pages of the account's articles, drafts among them, oldest first. */
async function allArticles(to: DevServer): Promise<Article[]> {
  const all: Article[] = [];
  for (let page = 1; ; page += 1) {
    const url = `/articles/me/all?per_page=${PER_PAGE}&page=${page}`;
    const articles = z.array(articleSchema).parse(await ask(to, { method: 'GET', url }));
    all.push(...articles);
    if (articles.length < PER_PAGE) return all.toSorted((a, b) => a.id - b.id);
  }
}

function seenOf({ id, url, title, body_markdown, canonical_url, ...article }: Article): Seen {
  const isDraft = article.published === false || article.published_at === null;
  return {
    id: String(id),
    url,
    state: isDraft ? 'draft' : 'live',
    title,
    body: body_markdown,
    canonical: canonical_url,
  };
}

function made(answer: unknown) {
  const { id, url, title } = articleSchema.parse(answer);
  return { id: String(id), url, title };
}

function articleFor(edition: Ready) {
  return {
    title: edition.title,
    body_markdown: edition.body,
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
  const letters = spelled.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (letters === '') throw new Failure('refused', `DEV takes letters and digits in tags; “${tag}” has none`);
  return letters;
}

function ask(to: DevServer, request: Request): Promise<unknown> {
  return to.send.json({
    ...request,
    url: to.url + request.url,
    headers: { 'api-key': to.secrets.apiKey, accept: 'application/vnd.forem.api-v1+json' },
  });
}

function sameAddress(one: string | null | undefined, other: string): boolean {
  return one ? URL.parse(one)?.href === new URL(other).href : false;
}
