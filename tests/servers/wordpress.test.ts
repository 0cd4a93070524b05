import { XmlRpcClient } from '@foxglove/xmlrpc';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWordPress, type WordPress, whyNoWordPress } from './wordpress.ts';

const reason = whyNoWordPress();

describe.skipIf(reason !== undefined)(reason ? `WordPress (skipped: ${reason})` : 'WordPress', () => {
  let wordPress: WordPress;
  beforeAll(async () => {
    wordPress = await startWordPress();
  }, 60_000);
  afterAll(() => wordPress.stop());

  const call = (method: string, ...params: (string | boolean | Record<string, string>)[]) =>
    new XmlRpcClient(wordPress.xmlRpc).methodCall(method, params);

  test('knows its user over XML-RPC', async () => {
    const blogs = await call('blogger.getUsersBlogs', '', wordPress.user, wordPress.password);
    expect(blogs).toMatchObject([{ isAdmin: true, url: `${wordPress.url}/`, blogName: 'Test' }]);
  });

  test('lets nobody in with another password', async () => {
    await expect(call('blogger.getUsersBlogs', '', wordPress.user, 'wrong')).rejects.toThrow();
  });

  test('shows a post at its permalink', async () => {
    const post = { title: 'Real', description: '<p>慢接口</p>' };
    const id = await call('metaWeblog.newPost', '1', wordPress.user, wordPress.password, post, true);
    const [, ours] = await wordPress.posts();
    expect(ours).toEqual({
      id,
      link: `${wordPress.url}/real/`,
      status: 'publish',
      title: 'Real',
      content: '<p>慢接口</p>',
    });
    const page = await fetch(`${wordPress.url}/real/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<p>慢接口</p>');
  });

  test('two sites know nothing of each other, and leave nothing', async () => {
    const other = await startWordPress();
    expect(await other.posts()).toHaveLength(1);
    await other.stop();
    await expect(fetch(other.url)).rejects.toThrow();
  }, 60_000);
});
