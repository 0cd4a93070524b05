import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { definePlatform, type Made, type Open, type Ready } from '../platform.ts';
import gfm from '../render/recipes/gfm.ts';
import html from '../render/recipes/wordpress.ts';

/**
 * Anything else: a server of yours is told of each post, signed. It answers `{ id, url }`, both optional, and takes an
 * event whose `key` it knows for the one it had.
 */
export default definePlatform({
  name: 'Webhook',
  secrets: { secret: 'a long random word that your server knows as well; it signs each request' },
  render: [gfm, html],
  limits: [],

  api: {
    keyed: true,
    create: (edition, to) => tell('published', edition, to),
    update: (id, edition, to) => tell('updated', edition, to, id),

    async remove(id, to) {
      await post({ event: 'removed', id }, `removed ${id}`, to);
      return 'deleted';
    },
  },
});

const answerSchema = z.object({ id: z.string().optional(), url: z.url().optional() }).nullable().catch(null);

async function tell(event: string, edition: Ready, to: Open<'secret'>, id?: string): Promise<Made> {
  const {
    key,
    post: name,
    title,
    description,
    format,
    body,
    canonical,
    link,
    tags,
    lang,
    image,
    published,
  } = edition;
  const sent = {
    post: name,
    title,
    description,
    format,
    body,
    canonical,
    link,
    tags,
    lang,
    image,
    published,
  };
  const answer = answerSchema.parse(await post({ event, key, id, ...sent }, key, to));
  return { id: answer?.id ?? id ?? name, url: answer?.url };
}

/** Signed as others sign theirs: HMAC with SHA-256 over the bytes of the body, in hex. */
function post(content: object, key: string, { url, secrets, send }: Open<'secret'>): Promise<unknown> {
  const text = JSON.stringify(content);
  const signature = createHmac('sha256', secrets.secret).update(text).digest('hex');
  const headers = { 'idempotency-key': key, 'x-byline-signature': `sha256=${signature}` };
  const bytes = new TextEncoder().encode(text);
  return send.bytes({ method: 'POST', url, headers, bytes, type: 'application/json' });
}
