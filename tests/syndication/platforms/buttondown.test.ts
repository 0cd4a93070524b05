import { describe, expect, test } from 'vitest';
import startButtondown from '../../servers/buttondown-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig, yes } from './rig.ts';

const open = async (options: Record<string, unknown> = {}) =>
  openRig('buttondown', await startButtondown(), { options });

describe('C19: nobody is mailed by accident', () => {
  test('a post becomes a draft, with the version an old key needs, and nobody is asked or mailed', async () => {
    const { run, server } = await open();
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done', what: 'created as a draft' }]);
    expect([server.copies().length, server.sent()]).toEqual([1, 0]);
  });

  test('sending to everybody is asked for each time', async () => {
    const { run, server, proxy } = await open({ send: true });
    expect(await run([feedItem()])).toMatchObject([
      { outcome: 'blocked', what: expect.stringContaining('every subscriber') },
    ]);
    expect(proxy.log()).toEqual([]);
    expect(await run([feedItem()], yes)).toMatchObject([
      { outcome: 'done', what: 'created', url: expect.stringContaining('/archive/') },
    ]);
    expect(server.sent()).toBe(1);
  });

  test('a draft whose answer was lost is found, and not sent behind the author’s back', async () => {
    const { run, server, proxy } = await open({ send: true });
    proxy.spoil('answer-lost');
    expect(await run([feedItem()], yes)).toMatchObject([{ outcome: 'uncertain' }]);
    expect(await run([feedItem()], yes)).toMatchObject([
      { outcome: 'done', what: 'found: it had arrived as a draft' },
    ]);
    expect([server.copies().length, server.sent()]).toEqual([1, 0]);
  });
});

test.each(['{{ subscriber.email }}', '{% if x %}'])(
  'a text with %s is refused, not filled in',
  async (text) => {
    const { run, server } = await open();
    const item = feedItem({ content_html: `<pre><code>${text}</code></pre>` });
    expect(await run([item])).toMatchObject([
      { outcome: 'refused', hint: expect.stringContaining('form: summary') },
    ]);
    expect(server.copies()).toEqual([]);
  },
);
