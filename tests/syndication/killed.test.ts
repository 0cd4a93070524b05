import type { IsWrite } from '../servers/misbehaving-proxy.ts';
import { startPds, whyNoPds } from '../servers/pds.ts';
import { startWordPress, whyNoWordPress } from '../servers/wordpress.ts';
import { describeKilled } from './real/killed.ts';

const whyNot = whyNoWordPress();

describeKilled('a real WordPress by MetaWeblog', {
  platform: 'metaweblog',
  whyNot,
  start: async () => {
    const { xmlRpc: url, user, password: token, ...rest } = await startWordPress();
    return wordPress(url, { user, token }, ({ body }) => /newPost|editPost/.test(body.toString()), rest);
  },
  steps: ['whose blog it is', 'what is there', 'the post itself', 'what is there now', 'what became of it'],
  post: 3,
});

describeKilled('a real WordPress by REST', {
  platform: 'wordpress',
  whyNot,
  start: async () => {
    const { url, user, password, ...rest } = await startWordPress();
    return wordPress(
      url,
      { user, password },
      ({ method, path }) => method === 'POST' && /posts/.test(path),
      rest,
    );
  },
  steps: ['what is there', 'the post itself', 'what is there now', 'what became of it'],
  post: 2,
});

describeKilled('a real personal data server with documents', {
  platform: 'bluesky',
  whyNot: whyNoPds(),
  start: startPds,
  options: { publication: { name: 'Lin' } },
  steps: [
    'a session',
    'what is there',
    'which publications there are',
    'the publication of the site',
    'the publication to be made',
    'the document',
    'the post itself',
    'what is there now',
    'what became of the post',
    'what became of the document',
  ],
});

type Rest = Pick<Awaited<ReturnType<typeof startWordPress>>, 'posts' | 'stop'>;

function wordPress(url: string, secrets: Record<string, string>, isWrite: IsWrite, { posts, stop }: Rest) {
  return {
    url,
    account: '',
    secrets,
    isWrite,
    posts: async () => (await posts()).map(({ id, title, content }) => ({ id, title, body: content })),
    stop,
  };
}
