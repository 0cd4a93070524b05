import { z } from 'zod';
import { definePlatform, Failure, most, type Open, type Ready, type Seen } from '../platform.ts';
import hashnode from '../render/recipes/hashnode.ts';

/**
 * Hashnode by GraphQL, which answers publications of its Pro plan alone. Errors come with status 200. Weak facts, from
 * clients of others and from no live account: that a post takes `coverImage` and refuses the older `coverImageOptions`,
 * and that an update takes what a publication does.
 */
export default definePlatform({
  name: 'Hashnode',
  url: 'https://gql-beta.hashnode.com',
  account: 'the id of the publication, from the address of its dashboard',
  secrets: { token: 'make one at Account settings → Developer → Personal access tokens' },
  render: [hashnode],
  limits: [most('title', 250), most('tags', 15)],
  slugs: true,

  api: {
    judge({ body }) {
      const [error] = errorsSchema.safeParse(body).data?.errors ?? [];
      if (error === undefined) return undefined;
      const what = `Hashnode: ${error.message ?? error.extensions?.code ?? 'an error without a word'}`;
      const code = error.extensions?.code;
      if (code === 'FORBIDDEN')
        return new Failure('setup', what, {
          hint: 'The API is part of the Pro plan of a publication. Without it: npx byline kit.',
        });
      if (code === 'UNAUTHENTICATED')
        return new Failure('setup', what, { hint: 'Look at TOKEN of this channel in .env.' });
      return new Failure(code === 'NOT_FOUND' ? 'gone' : 'refused', what);
    },

    async who(to) {
      return z.object({ me: z.object({ username: z.string() }) }).parse(await ask(to, '{ me { username } }'))
        .me.username;
    },

    async create(edition, to) {
      const input = { ...contentFor(edition), publicationId: to.account };
      return made('publishPost', await ask(to, CREATE, { input }, true));
    },

    async find(_, to, reach) {
      return to.once(`posts, ${reach}`, async () => {
        const answer = await ask(to, LIST, { id: to.account, first: reach === 'newest' ? 10 : 50 });
        return listSchema
          .parse(answer)
          .publication.posts.edges.map(({ node }) => seenOf(node))
          .toReversed();
      });
    },

    async look(id, to) {
      const { post } = z.object({ post: postSchema.nullable() }).parse(await ask(to, LOOK, { id }));
      return post === null ? { id, state: 'gone' } : seenOf(post);
    },

    async update(id, edition, to) {
      return made('updatePost', await ask(to, UPDATE, { input: { ...contentFor(edition), id } }, true));
    },

    async remove(id, to) {
      await ask(to, REMOVE, { input: { id } }, true);
      return 'deleted';
    },
  },
});

const POST = 'id url title canonicalUrl content { markdown }';
const CREATE = `mutation ($input: PublishPostInput!) { publishPost(input: $input) { post { ${POST} } } }`;
const UPDATE = `mutation ($input: UpdatePostInput!) { updatePost(input: $input) { post { ${POST} } } }`;
const REMOVE = 'mutation ($input: RemovePostInput!) { removePost(input: $input) { post { id } } }';
const LOOK = `query ($id: ID!) { post(id: $id) { ${POST} } }`;
const LIST = `query ($id: ObjectId!, $first: Int!) { publication(id: $id) { posts(first: $first) { edges { node { ${POST} } } } } }`;

type Publication = Open<'token'>;

const postSchema = z.object({
  id: z.string(),
  url: z.url(),
  title: z.string(),
  canonicalUrl: z.string().nullish(),
  content: z.object({ markdown: z.string() }),
});

const listSchema = z.object({
  publication: z.object({ posts: z.object({ edges: z.array(z.object({ node: postSchema })) }) }),
});

const errorsSchema = z.object({
  errors: z.array(
    z.object({
      message: z.string().optional(),
      extensions: z.object({ code: z.string().optional() }).optional(),
    }),
  ),
});

function contentFor({ title, description, body, tags, canonical, image, slug }: Ready) {
  return {
    title,
    subtitle: description,
    contentMarkdown: body,
    tags: tags.map((name) => ({ name, slug: slugOf(name) })),
    originalArticleURL: canonical,
    ...(image === undefined ? {} : { coverImage: image }),
    ...(slug === undefined ? {} : { slug }),
  };
}

function slugOf(tag: string): string {
  const spelled = tag.toLowerCase().replaceAll('#', 'sharp').replaceAll('+', 'p').replaceAll('.', 'dot');
  return spelled.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
}

function made(mutation: string, answer: unknown) {
  const { [mutation]: done } = z.record(z.string(), z.object({ post: postSchema })).parse(answer);
  return { id: done?.post.id, url: done?.post.url };
}

function seenOf({ id, url, title, canonicalUrl, content }: z.output<typeof postSchema>): Seen {
  return { id, url, state: 'live', title, body: content.markdown, canonical: canonicalUrl };
}

async function ask(to: Publication, query: string, variables: object = {}, writes = false): Promise<unknown> {
  const headers = { authorization: `Bearer ${to.secrets.token}` };
  const answer = await to.send.json({
    method: 'POST',
    url: to.url,
    headers,
    body: { query, variables },
    writes,
  });
  return z.object({ data: z.unknown() }).parse(answer).data;
}
