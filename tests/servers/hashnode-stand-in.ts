import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** Hashnode's GraphQL as its clients know it: every error comes with status 200. */
export default async function startHashnode(): Promise<StandIn> {
  const shelf = new Shelf<More>();
  const server = await listen(appOver(shelf));
  return shelf.standIn(server, {
    url: server.origin,
    account: 'publication-1',
    secrets: { token: 'hashnode-token' },
    isWrite: ({ body }) => body.toString().includes('mutation'),
  });
}

function appOver(shelf: Shelf<More>): App {
  const app: App = new Hono();
  app.post('/', async (context) => {
    const token = context.req.header('authorization');
    if (token !== 'Bearer hashnode-token')
      return context.json(errors('UNAUTHENTICATED', `Unknown token ${token}`));
    const asked = askedSchema.safeParse(await context.req.json());
    if (!asked.success) return context.json(errors('BAD_USER_INPUT', asked.error.message));
    const { query, variables } = asked.data;
    if (query.startsWith('mutation') && shelf.takesLimit())
      return context.text('', 429, { 'retry-after': '3600' });
    return context.json(answerTo(query, variables, shelf));
  });
  return app;
}

function answerTo(query: string, variables: z.output<typeof askedSchema>['variables'], shelf: Shelf<More>) {
  const { input, id } = variables;
  if (query.includes('publishPost(')) {
    const post = shelf.add({
      title: input?.title ?? '',
      body: input?.contentMarkdown ?? '',
      canonical: input?.originalArticleURL,
      slug: input?.slug,
    });
    return { data: { publishPost: { post: shown(post) } } };
  }
  if (query.includes('updatePost(')) {
    const post = shelf.find(input?.id);
    if (post === undefined) return errors('NOT_FOUND', 'Post not found');
    Object.assign(post, { title: input?.title, body: input?.contentMarkdown });
    return { data: { updatePost: { post: shown(post) } } };
  }
  if (query.includes('removePost(')) {
    shelf.remove(input?.id);
    return { data: { removePost: { post: { id: input?.id } } } };
  }
  if (query.includes('me {')) return { data: { me: { username: 'lin' } } };
  if (query.includes('publication(')) {
    const edges = shelf.items.toReversed().map((post) => ({ node: shown(post) }));
    return { data: { publication: { posts: { edges } } } };
  }
  const post = shelf.find(id);
  return { data: { post: post === undefined ? null : shown(post) } };
}

function shown({ id, title, body, canonical }: Kept<More>) {
  return {
    id,
    url: `https://lin.hashnode.dev/${id}`,
    title,
    canonicalUrl: canonical ?? null,
    content: { markdown: body },
  };
}

function errors(code: string, message: string) {
  return { data: null, errors: [{ message, extensions: { code } }] };
}

const askedSchema = z.object({
  query: z.string(),
  variables: z.object({
    id: z.string().optional(),
    input: z
      .strictObject({
        id: z.string().optional(),
        publicationId: z.string().optional(),
        title: z.string().optional(),
        contentMarkdown: z.string().optional(),
        originalArticleURL: z.string().optional(),
        slug: z.string().optional(),
        subtitle: z.string().optional(),
        tags: z
          .array(z.strictObject({ name: z.string(), slug: z.string() }))
          .max(15)
          .optional(),
        coverImage: z.url().optional(),
      })
      .optional(),
  }),
});

interface More {
  canonical?: string | undefined;
}
