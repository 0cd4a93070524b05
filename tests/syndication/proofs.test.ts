import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Publication } from '#domain';
import { loadPlatforms, openChannels } from '../../integrations/syndication/channels/settings.ts';
import { proofsOf } from '../../integrations/syndication/proofs/proofs.ts';
import { type Checkout, checkOut } from '../checkout.ts';

const DID = 'did:plc:abcdefghijklmnopqrstuvwx';
const KEY = '3lwafzkjqm25s';
const sky = { platform: 'bluesky', account: 'lin.example', options: { publication: { name: 'Lin' } } };
const document = `at://${DID}/site.standard.document/${KEY}`;

const line = (changes: Partial<Publication> = {}): Publication => ({
  post: 'hello',
  channel: 'sky',
  state: 'published',
  id: KEY,
  url: `https://bsky.app/profile/${DID}/post/${KEY}`,
  at: '2026-10-20T00:00:00.000Z',
  ...changes,
});

describe('what the site says of its copies', async () => {
  const platforms = await loadPlatforms();
  const channelsWith = (options: Record<string, unknown>) =>
    openChannels(
      { sky: { ...sky, form: 'summary', options }, dev: { platform: 'dev', form: 'full' } },
      { platforms, env: {}, timeZone: 'UTC' },
    );
  const proofs = (lines: Publication[], options: Record<string, unknown> = sky.options) =>
    proofsOf(lines, channelsWith(options), 'https://site.example');

  test('a document is linked from the page of its post, and the publication named in a file', () => {
    const { links, files } = proofs([line()]);
    const [[path, publication] = []] = Object.entries(files);
    expect(path).toBe('/.well-known/site.standard.publication');
    expect(publication).toMatch(
      /^at:\/\/did:plc:abcdefghijklmnopqrstuvwx\/site\.standard\.publication\/3[2-7a-z]{12}$/,
    );
    expect(links).toEqual({
      hello: [
        { rel: 'site.standard.document', href: document },
        { rel: 'site.standard.publication', href: publication },
      ],
    });
  });

  test('a publication that another program made goes by its own key', () => {
    const key = '3jzfcijpj2z2a';
    const { files } = proofs([line()], { publication: { name: 'Lin', key } });
    expect(Object.values(files)).toEqual([`at://${DID}/site.standard.publication/${key}`]);
  });

  test.each([
    ['where the owner did not switch it on', proofs([line()], {})],
    ['of a copy that was taken back', proofs([line({ state: 'removed' })])],
    ['of a copy nobody is sure of', proofs([line({ state: 'uncertain', id: undefined, url: undefined })])],
    ['of a copy on another platform', proofs([line({ channel: 'dev', id: '7', url: 'https://dev.to/a' })])],
    ['of a channel that is no more', proofs([line({ channel: 'gone' })])],
  ])('nothing is said %s', (_, said) => {
    expect(said).toEqual({ links: {}, files: {} });
  });
});

describe('a built site', () => {
  let site: Checkout;
  const built = (path: string) => readFile(join(site.root, 'dist', path), 'utf8');

  beforeAll(async () => {
    site = await checkOut('thread', { channels: { sky } });
    await site.write('content/publications.jsonl', `${JSON.stringify(line({ post: 'timeouts' }))}\n`);
    const { code, stderr } = await site.byline(['build']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });
  afterAll(() => site?.remove());

  test('has the file, and the link in the page of that post alone', async () => {
    const publication = await built('.well-known/site.standard.publication');
    expect(publication).toMatch(/^at:\/\/did:plc:[a-z]+\/site\.standard\.publication\/3[2-7a-z]{12}$/);
    expect(await built('posts/timeouts/index.html')).toContain(
      `<link rel="site.standard.document" href="${document}">`,
    );
    expect(await built('index.html')).not.toContain('site.standard.document');
  });
});
