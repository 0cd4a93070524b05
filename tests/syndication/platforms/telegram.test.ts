import { describe, expect, test } from 'vitest';
import startTelegram from '../../servers/telegram-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig } from './rig.ts';

const item = (content: string) => {
  const post = feedItem({ content_html: content });
  return { ...post, _byline: { ...post._byline, content } };
};

describe('a rich message', () => {
  const open = async () => openRig('telegram', await startTelegram(), { format: 'markdown' });
  const table =
    '<h2>Limits</h2><table><tr><th>a</th></tr><tr><td>1</td></tr></table><pre><code>x = 1</code></pre>';

  test('has the whole post, with its headings, tables and code, and the tagged link at its end', async () => {
    const { run, server } = await open();
    expect(await run([item(table)])).toMatchObject([{ outcome: 'done' }]);
    const [{ body } = expect.fail('nothing was sent')] = server.copies();
    expect(body).toMatch(/^# Hello & \\<world>\n/);
    expect(body).toMatch(/^## Limits$/m);
    expect(body).toMatch(/^\| a +\|$/m);
    expect(body).toContain('x = 1');
    expect(body.trim().split('\n').at(-1)).toContain('utm_source=out');
  });

  test('is edited as one, and is one message', async () => {
    const { run, server } = await open();
    await run([item(table)]);
    expect(await run([item('<p>Another text.</p>')])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
    expect(server.copies()).toMatchObject([{ body: expect.stringContaining('Another text.') }]);
  });

  test('has 32,768 characters at most', async () => {
    const { run, server } = await open();
    expect(await run([item(`<p>${'long '.repeat(7000)}</p>`)])).toMatchObject([{ outcome: 'refused' }]);
    expect(server.copies()).toEqual([]);
  });
});

test('a message that is too long is refused before it is sent', async () => {
  const { run, server, proxy } = await openRig('telegram', await startTelegram());
  expect(await run([feedItem({ title: 'word '.repeat(900) })])).toMatchObject([
    { outcome: 'refused', what: expect.stringContaining('at most 4096') },
  ]);
  expect(server.copies()).toEqual([]);
  expect(proxy.log()).toEqual([]);
});
