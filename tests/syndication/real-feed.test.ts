import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BodyFormat, FeedItem, FeedPage } from '#domain';
import { readFeed, renderEdition } from '../../integrations/syndication/index.ts';
import { type Checkout, checkOut } from '../checkout.ts';
import { openChannel } from './open-channel.ts';

/** The feed promises clean HTML and this wing cleans none; so what a build writes is held to that promise. */
describe('the feed of a built site', () => {
  let checkout: Checkout;
  let items: FeedItem[];

  beforeAll(async () => {
    checkout = await checkOut('thread');
    const { code, stderr } = await checkout.byline(['build']);
    if (code !== 0) throw new Error(stderr);
    items = await readFeed(join(checkout.root, 'dist'), () => Promise.reject(new Error('asked the network')));
  });
  afterAll(() => checkout.remove());

  const bodyOf = (id: string, format: BodyFormat) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) throw new Error(`there is no ${id}`);
    const channel = openChannel({ format });
    return renderEdition(item, { channel, site: 'https://fixture.example' }).body;
  };

  test('is clean and its addresses are whole', async () => {
    const feed: FeedPage = JSON.parse(await readFile(join(checkout.root, 'dist/feed.json'), 'utf8'));
    const html = feed.items.map((item) => item.content_html).join('\n');
    expect(html).not.toMatch(/<(?:script|style|iframe|video|svg|button)\b|<!--/);
    expect(html).not.toMatch(/<[^>]*\s(?:id|style|on\w+|data-[\w-]+)=/);
    expect(html).not.toMatch(/\sclass="(?!language-[\w-]+")/);
    expect(html).not.toMatch(/\s(?:href|src)="(?!https?:|mailto:)/);
  });

  test('gives Markdown its footnotes and its code back', () => {
    const body = bodyOf('timeouts', 'markdown');
    expect(body).toContain('脚注在这里[^1]，');
    expect(body).toMatch(/^\[\^1\]: 写下意图，再发送。$/m);
    expect(body).toMatch(/^```ts\nexport async function send/m);
    expect(body).not.toMatch(/↩|user-content|## 脚注/);
  });

  test('gives HTML footnotes that lead to each other, without a way out', () => {
    const body = bodyOf('timeouts', 'html');
    const [leads, ids] = [/ href="#([^"]+)"/g, / id="([^"]+)"/g].map((pattern) =>
      [...body.matchAll(pattern)].map(([, place]) => place),
    );
    expect(ids).toEqual(['user-content-fnref-1', 'user-content-fn-1']);
    expect(leads?.toSorted()).toEqual(ids?.toSorted());
  });
});
