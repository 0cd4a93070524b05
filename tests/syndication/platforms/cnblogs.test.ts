import { expect, test } from 'vitest';
import type { BodyFormat } from '#domain';
import { toEdition } from '../../../integrations/syndication/edition.ts';
import type { XmlRpcRequest } from '../../../integrations/syndication/platform.ts';
import cnblogs from '../../../integrations/syndication/platforms/cnblogs.ts';
import { feedItem } from '../feed-item.ts';
import { openChannel } from '../open-channel.ts';

/** The categories that are sent when a copy in these is brought up to date. */
async function sentOver(categories: readonly string[] | null | undefined, format: BodyFormat) {
  const { settings } = openChannel({ format });
  const to = { channel: 'blog', site: 'https://site.example', settings, platform: cnblogs };
  const asked: XmlRpcRequest[] = [];
  const xmlRpc = async (request: XmlRpcRequest) => {
    asked.push(request);
    return request.method === 'metaWeblog.getPost' ? { postid: '7', categories } : true;
  };
  const send = { xmlRpc, json: () => Promise.reject(new Error('MetaWeblog speaks XML')) };
  const server = { url: 'https://rpc.example', account: 'me', secrets: { user: 'u', token: 't' }, send };
  await cnblogs.update('7', toEdition(feedItem(), to), server);
  const content = asked.find(({ method }) => method === 'metaWeblog.editPost')?.params[3];
  return (content as { categories: string[] }).categories;
}

test.each([
  ['none', undefined, 'markdown', ['[Markdown]']],
  ['none, said so', null, 'markdown', ['[Markdown]']],
  [
    'some',
    ['[随笔分类]网络', '[网站分类]Node.js'],
    'markdown',
    ['[随笔分类]网络', '[网站分类]Node.js', '[Markdown]'],
  ],
  ['that of Markdown already', ['[Markdown]', '网络'], 'markdown', ['网络', '[Markdown]']],
  ['that of Markdown, and HTML now', ['[Markdown]', '网络'], 'html', ['网络']],
  ['some, in HTML', ['Networks'], 'html', ['Networks']],
] as const)('an update keeps the categories its author gave it: %s', async (_, given, format, expected) => {
  expect(await sentOver(given, format)).toEqual(expected);
});
