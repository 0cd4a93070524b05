import { z } from 'zod';
import {
  type Answer,
  definePlatform,
  Failure,
  type Made,
  type Open,
  type Ready,
  type Seen,
} from '../platform.ts';
import html from '../render/recipes/wordpress.ts';

/**
 * Any server of the IndieWeb that speaks Micropub, in its JSON form. A post is its address. Few servers list posts, so
 * one whose answer was lost waits for its author; and some cannot say what they have, and then an edit made there by
 * hand is not seen.
 */
export default definePlatform({
  name: 'Micropub',
  secrets: { token: 'an access token of your server with the scopes create, update and delete' },
  render: [html],
  limits: [],
  slugs: true,

  api: {
    draftable: true,

    /** An error in the server's own words was not carried out; a bare 429 may come from something in between. */
    judge({ status, headers, body }) {
      const said = errorSchema.safeParse(body).data;
      if (status !== 429 || said === undefined) return undefined;
      const seconds = Number(headers.get('retry-after'));
      const wait = seconds > 0 ? seconds * 1000 : undefined;
      return new Failure('later', `the server answered 429: ${said.error}`, { wait, unsent: true });
    },

    async who(to) {
      const url = `${to.url}?q=config`;
      await to.send.json({ method: 'GET', url, headers: headersFor(to) });
      return `the owner of ${new URL(to.url).host}`;
    },

    async create(edition, to) {
      const properties = {
        ...propertiesFor(edition),
        published: [new Date(edition.published).toISOString()],
        ...(edition.slug === undefined ? {} : { 'mp-slug': [edition.slug] }),
        ...(edition.draft ? { 'post-status': ['draft'] } : {}),
      };
      const made = madeOf(await post({ type: ['h-entry'], properties }, to));
      return edition.draft ? { ...made, state: 'draft' } : made;
    },

    async look(id, to) {
      const url = `${to.url}?${new URLSearchParams({ q: 'source', url: id })}`;
      const asked = to.send.json({ method: 'GET', url, headers: headersFor(to) });
      const answer = await asked.catch((error: unknown) => {
        if (error instanceof Failure && error.outcome === 'refused') return undefined;
        throw error;
      });
      return answer === undefined ? { id, url: id, state: 'unknown' } : seenOf(id, answer);
    },

    async update(id, edition, to) {
      const answer = await post({ action: 'update', url: id, replace: propertiesFor(edition) }, to);
      return madeOf(answer, id);
    },

    async remove(id, to) {
      await post({ action: 'delete', url: id }, to);
      return 'deleted';
    },
  },

  idOf: (url) => url,
});

type Micropub = Open<'token'>;

const errorSchema = z.object({ error: z.string() });

const textSchema = z.union([z.string(), z.object({ html: z.string() }).transform((content) => content.html)]);

const sourceSchema = z.object({
  properties: z.object({
    name: z.array(z.string()).optional(),
    content: z.array(textSchema).optional(),
    'post-status': z.array(z.string()).optional(),
  }),
});

function seenOf(id: string, answer: unknown): Seen {
  const { properties } = sourceSchema.parse(answer);
  const { name, content, 'post-status': status } = properties;
  return {
    id,
    url: id,
    state: status?.[0] === 'draft' ? 'draft' : 'live',
    title: name?.[0],
    body: content?.[0],
  };
}

/** A post may move to another address when it is edited. 202 means that it is not there yet. */
function madeOf({ status, headers }: Answer, known?: string): Made {
  const url = z.url().parse(headers.get('location') ?? known);
  return { id: url, url, ...(status === 202 ? { state: 'processing' } : {}) };
}

function propertiesFor({ title, description, body, tags }: Ready) {
  return { name: [title], summary: [description], content: [{ html: body }], category: tags };
}

function post(body: object, to: Micropub): Promise<Answer> {
  return to.send.answer({ method: 'POST', url: to.url, headers: headersFor(to), body });
}

function headersFor({ secrets }: Micropub): Record<string, string> {
  return { authorization: `Bearer ${secrets.token}` };
}
