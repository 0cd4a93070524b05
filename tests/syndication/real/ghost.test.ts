import { expect, test } from 'vitest';
import { startGhost, whyNoGhost } from '../../servers/ghost.ts';
import { openRig } from '../platforms/rig.ts';
import { describeActs } from './acts.ts';
import { noisyPicture } from './noisy-picture.ts';

describeActs(
  'Ghost',
  { platform: 'ghost', whyNot: whyNoGhost(), start: startGhost, can: { draft: true } },
  ({ server, item, open, copies, onlyCopy, edited }) => {
    const picture = () => `<p>See <img src="https://site.example/${item().id}.png" alt="A &amp; B"></p>`;
    const withPicture = () => ({
      ...item(),
      content_html: `<h2>Why</h2>${picture()}<pre><code>a &lt; b</code></pre>`,
    });

    test('pictures of the text are at Ghost, and each is uploaded once', async () => {
      const { run, proxy } = await open();
      const bytes = await noisyPicture(300, 200);
      const readPicture = async () => bytes;
      await run([withPicture()], { readPicture });
      const [copy] = await copies();
      const address = /<img[^>]+src="(?<src>[^"]+)"/.exec(copy?.body ?? '')?.groups?.['src'] ?? '';
      expect(address).toMatch(`${server().url}/content/images/`);
      const shown = await fetch(address);
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
      await run([{ ...withPicture(), title: edited().title }], { readPicture });
      const uploads = proxy.log().filter(({ path }) => path.includes('images/upload'));
      expect(uploads.length).toBe(2);
    });

    test('a picture that cannot be had stops the post, and Ghost has nothing', async () => {
      const { run } = await open();
      const readPicture = async () => new TextEncoder().encode('no picture');
      expect(await run([withPicture()], { readPicture })).toMatchObject([{ outcome: 'refused' }]);
      expect(await copies()).toEqual([]);
    });

    test('an edit made there while ours is prepared is not overwritten', async () => {
      const { run } = await open();
      await run([item()]);
      const id = await onlyCopy();
      // Ghost tells two versions apart by the second in which they were saved.
      const saved = secondNow();
      await expect.poll(secondNow).toBeGreaterThan(saved);
      const draw = async () => {
        await server().edit(id);
        return new Map();
      };
      expect(await run([edited()], { draw })).toMatchObject([
        { outcome: 'refused', hint: expect.stringContaining('publish again') },
      ]);
      expect((await copies())[0]?.body).toContain('By hand.');
      expect(await run([edited()])).toMatchObject([{ outcome: 'changed' }]);
    });

    test('a channel that makes drafts shows readers nothing, and brings the draft up to date', async () => {
      const { url, account, secrets } = server();
      const { run } = await openRig('ghost', { url, account, secrets }, { draft: true }, Date.now());
      const [made] = await run([item()]);
      expect(made).toMatchObject({ outcome: 'done', what: 'created as a draft' });
      expect(await copies()).toEqual([]);
      expect(await run([edited()])).toMatchObject([{ outcome: 'done', what: 'updated as a draft' }]);
      expect(await copies()).toEqual([]);
      expect(await run([edited()])).toMatchObject([{ outcome: 'unchanged' }]);
    });

    test('keeps headings, code, the excerpt, tags and the canonical address', async () => {
      const { run } = await open();
      const [result] = await run([
        { ...item(), content_html: '<h2>Why</h2><pre><code class="language-ts">a &lt; b</code></pre>' },
      ]);
      const [copy] = await copies();
      expect(copy?.body).toMatch(/<h2[^>]*>Why<\/h2>/);
      expect(copy?.body).toMatch(/<code[^>]*>a &lt; b\n?<\/code>/);
      const page = await (await fetch(result?.url ?? '')).text();
      expect(page).toContain(`<link rel="canonical" href="${item().url}">`);
      expect(page).toContain('<meta name="description" content="A first post.">');
      expect(page).toContain('<meta property="article:tag" content="Node.js">');
    });
  },
);

function secondNow(): number {
  return Math.floor(Date.now() / 1000);
}
