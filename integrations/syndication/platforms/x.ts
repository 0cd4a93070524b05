import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, definePlatform, Failure, most, type Open, type Request } from '../platform.ts';
import { authorizationOf } from '../protocols/oauth1.ts';
import x from '../render/recipes/x.ts';

/**
 * X, which is paid by the post. Prices are as other people report them. Reading is paid as well, so a copy is neither
 * looked for nor looked at: one whose answer was lost waits for its author. A post is edited there by hand, where at all.
 */
export default definePlatform({
  name: 'X',
  url: 'https://api.x.com/2',
  secrets: {
    apiKey: 'the API Key of your app at developer.x.com → Projects & Apps → Keys and tokens',
    apiSecret: 'the API Key Secret beside it',
    accessToken: 'an Access Token for your account, with Read and Write, from the same page',
    accessSecret: 'the Access Token Secret beside it',
  },
  render: [x],
  limits: [most('body', 280, 'weighted')],
  cost: () => 'X charges for each post: about $0.20 for one with a link, and this one has a link',

  api: {
    judge(answer) {
      const { status, body } = answer;
      const { title = '', detail = '' } = problemSchema.safeParse(body).data ?? {};
      const what = `X answered ${status}: ${[title, detail].filter((part) => part !== '').join(': ')}`;
      if (status === 402 || title === 'UsageCapExceeded')
        return new Failure('setup', what, { hint: 'Add credits, or raise the cap, at developer.x.com.' });
      if (status === 429) return new Failure('later', what, { wait: waitOf(answer), unsent: true });
      if (status === 403 && /duplicate content/i.test(detail))
        return new Failure('same', what, { hint: 'It is on X already: byline adopt, with its address.' });
      return undefined;
    },

    async create({ body: text }, to) {
      const { data } = postSchema.parse(await ask(to, { method: 'POST', url: '/tweets', body: { text } }));
      return { id: data.id };
    },

    async remove(id, to) {
      await ask(to, { method: 'DELETE', url: `/tweets/${encodeURIComponent(id)}` });
      return 'deleted';
    },
  },

  idOf: (url) => /\/status\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});

const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

const postSchema = z.object({ data: z.object({ id: z.string().min(1) }) });

/** X says when the limit ends, by its own clock. */
function waitOf({ headers }: Answer): number | undefined {
  const reset = Number(headers.get('x-rate-limit-reset')) * 1000;
  const now = Date.parse(headers.get('date') ?? '');
  return reset > now ? reset - now : undefined;
}

type X = Open<'apiKey' | 'apiSecret' | 'accessToken' | 'accessSecret'>;

function ask({ url, secrets, send, now }: X, request: Request): Promise<unknown> {
  const signed = { method: request.method, url: url + request.url };
  const milliseconds = now();
  const nonce = createHash('sha256')
    .update(JSON.stringify([milliseconds, request]))
    .digest('hex')
    .slice(0, 32);
  const moment = { seconds: Math.floor(milliseconds / 1000), nonce };
  const authorization = authorizationOf(signed, secrets, moment);
  return send.json({ ...request, url: signed.url, headers: { authorization } });
}
