import { expect, test } from 'vitest';
import type { BodyFormat } from '#domain';
import type { Call } from '../../../integrations/syndication/exchange.ts';
import { Failure } from '../../../integrations/syndication/failure.ts';
import cnblogs from '../../../integrations/syndication/platforms/cnblogs.ts';
import { openTo, readyEdition } from './ready-edition.ts';

/** The categories that are sent when a copy in these is brought up to date. */
async function sentOver(categories: readonly string[] | null | undefined, format: BodyFormat) {
  const asked: Call[] = [];
  const xmlRpc = async (call: Call) => {
    asked.push(call);
    return call.method === 'metaWeblog.getPost' ? { postid: '7', categories } : true;
  };
  const to = openTo({ user: 'u', token: 't' }, { xmlRpc });
  await cnblogs.api?.update?.('7', readyEdition({ format }), to);
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

test.each([
  ['https://www.cnblogs.com/lin/p/18012345.html', '18012345'],
  ['https://www.cnblogs.com/lin/p/18012345', '18012345'],
  ['https://www.cnblogs.com/lin/', undefined],
])('the id of %s is %s', (url, id) => {
  expect(cnblogs.idOf?.(url)).toBe(id);
});

test('a blog too large to list at once is looked through as far as it can be', async () => {
  const asked: unknown[] = [];
  const xmlRpc = async ({ method, params }: Call) => {
    if (method === 'blogger.getUsersBlogs') return [{ blogid: '42' }];
    const [, , , count] = params;
    asked.push(count);
    if (Number(count) > 10)
      throw new Failure('later', 'rpc.example: the answer is longer than 33554432 bytes');
    return [{ postid: '7', title: 'T', description: 'D' }];
  };
  const found = await cnblogs.api?.find?.(
    readyEdition(),
    openTo({ user: 'u', token: 't' }, { xmlRpc }),
    'all',
  );
  expect(found).toMatchObject([{ id: '7', state: 'unknown', url: undefined }]);
  expect(asked).toEqual([200, 50, 10]);
});

test('no address is made up', async () => {
  const xmlRpc = async ({ method }: Call) => (method === 'blogger.getUsersBlogs' ? [{ blogid: '42' }] : '58');
  const made = await cnblogs.api?.create(readyEdition(), openTo({ user: 'u', token: 't' }, { xmlRpc }));
  expect(made).toEqual({ id: '58' });
});
