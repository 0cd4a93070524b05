import { expect, test } from 'vitest';
import { z } from 'zod';
import { unpublish } from '../../../integrations/syndication/copies/unpublish.ts';
import { timestampId } from '../../../integrations/syndication/protocols/atproto.ts';
import { isPutTo, type Pds, startPds, whyNoPds } from '../../servers/pds.ts';
import { openRig, type RigServer } from '../platforms/rig.ts';
import { describeActs } from './acts.ts';
import { noisyPicture } from './noisy-picture.ts';

const DOCUMENT = 'site.standard.document';
const PUBLICATION = 'site.standard.publication';

let pds: Pds;
const start = async () => {
  pds = await startPds();
  return pds;
};
const whyNot = whyNoPds();

describeActs(
  'personal data server of Bluesky',
  { platform: 'bluesky', whyNot, start },
  ({ item, open, onlyCopy }) => {
    test('a picture too large for a card is made to fit', async () => {
      const { run } = await open();
      const large = await noisyPicture(800, 450);
      expect(large.byteLength).toBeGreaterThan(1_000_000);
      await run([item()], { readPicture: async () => large });
      const id = await onlyCopy();
      const post = (await pds.records('app.bsky.feed.post')).find(({ uri }) => uri.endsWith(id));
      const { thumb } = cardSchema.parse(post?.value['embed']).external;
      expect(thumb.size).toBeLessThanOrEqual(1_000_000);
      const query = new URLSearchParams({ did: pds.did, cid: thumb.ref.$link });
      const blob = await fetch(`${pds.url}/xrpc/com.atproto.sync.getBlob?${query}`);
      expect((await blob.arrayBuffer()).byteLength).toBe(thumb.size);
    });

    test('a copy among many is found when the ledger was lost', async () => {
      const { run, forget } = await open();
      await run([item()]);
      const createdAt = new Date().toISOString();
      const record = { $type: 'app.bsky.feed.post', text: 'Another.', createdAt };
      for (let n = 0; n < 110; n += 1) await pds.put('app.bsky.feed.post', laterKey(n), record);
      forget();
      expect(await run([item()])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
      await onlyCopy();
    });

    test('links and tags are where readers see them, in a text of two alphabets', async () => {
      const { run } = await open();
      await run([{ ...item(), title: `慢接口 🐢 ${item().id}`, tags: ['后端', 'Node.js'] }]);
      const id = await onlyCopy();
      const post = (await pds.records('app.bsky.feed.post')).find(({ uri }) => uri.endsWith(id));
      const { text, facets } = textSchema.parse(post?.value);
      const shown = facets.map(({ index }) =>
        Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(),
      );
      expect(shown).toEqual([`site.example/posts/${item().id}/`, '#后端', '#Nodejs']);
    });
  },
);

const publication = { name: '林衍的博客', description: 'Notes of an engineer.' };
const settings = { options: { publication } };

describeActs(
  'personal data server, with documents of standard.site',
  { platform: 'bluesky', whyNot, start, settings },
  ({ item, open, copies, onlyCopy, edited }) => {
    const documents = async (title: string) =>
      (await pds.records(DOCUMENT)).filter(({ value }) => value['title'] === title);
    const channel = (options: object) =>
      openRig('bluesky', serverOf(pds), { options: { publication: options } }, Date.now());

    test('a document has the key of its post, and says what the lexicon asks for', async () => {
      const { run } = await open();
      await run([item()]);
      const [document, ...more] = await documents(item().title);
      const [site] = await pds.records(PUBLICATION);
      expect(more).toEqual([]);
      expect(document?.uri).toBe(`at://${pds.did}/${DOCUMENT}/${await onlyCopy()}`);
      expect(document?.value).toMatchObject({
        $type: DOCUMENT,
        site: site?.uri,
        path: `/posts/${item().id}/`,
        title: item().title,
        description: 'A first post.',
        publishedAt: '2026-10-20T00:00:00.000Z',
        tags: ['Node.js', 'C++'],
        textContent: 'Hello, see what I make.',
        coverImage: { $type: 'blob', mimeType: 'image/png' },
      });
    });

    test('many posts have one publication, at the address of the site', async () => {
      const { run } = await open();
      await run([item(), { ...edited(), id: `${item().id}-b`, url: `${item().url}b/` }]);
      expect(await pds.records(PUBLICATION)).toMatchObject([
        { value: { $type: PUBLICATION, url: 'https://site.example', ...publication } },
      ]);
    });

    test('keeps what another program put into the publication, and follows a new name', async () => {
      const { run } = await open();
      await run([item()]);
      const [before] = await pds.records(PUBLICATION);
      const preferences = { showInDiscover: false };
      const key = before?.uri.split('/').at(-1) ?? '';
      await pds.put(PUBLICATION, key, { ...before?.value, preferences });
      const renamed = await channel({ ...publication, name: 'Lin' });
      await renamed.run([{ ...item(), id: `${item().id}-b`, url: `${item().url}b/` }]);
      expect(await pds.records(PUBLICATION)).toMatchObject([{ value: { name: 'Lin', preferences } }]);
    });

    test('an edit is in the document too', async () => {
      const { run } = await open();
      await run([item()]);
      await run([edited()]);
      expect(await documents(item().title)).toEqual([]);
      expect(await documents(edited().title)).toMatchObject([
        { value: { textContent: 'Changed: a[b[0]]>1' } },
      ]);
    });

    test.each(['answer-lost', 'never-arrives'] as const)(
      'a document whose write goes wrong (%s): no post without it, then one of each',
      async (trouble) => {
        const server = { ...serverOf(pds), isWrite: isPutTo(DOCUMENT) };
        const { run, proxy, later } = await openRig('bluesky', server, settings, Date.now());
        proxy.spoil(trouble);
        expect(await run([item()])).toMatchObject([{ outcome: 'uncertain' }]);
        expect(await copies()).toEqual([]);
        later(1);
        expect(await run([item()])).toMatchObject([{ outcome: 'done' }]);
        await onlyCopy();
        expect(await documents(item().title)).toHaveLength(1);
      },
    );

    test('asks before it replaces a document that was edited there', async () => {
      const { run } = await open();
      await run([item()]);
      const key = await onlyCopy();
      const [document] = await documents(item().title);
      await pds.put(DOCUMENT, key, { ...document?.value, description: 'By hand.' });
      expect(await run([edited()])).toMatchObject([{ outcome: 'changed' }]);
      expect(await documents(item().title)).toMatchObject([{ value: { description: 'By hand.' } }]);
    });

    test('a post that is taken back takes its document along', async () => {
      const { run, channels, effects } = await open();
      await run([item()]);
      await unpublish(item().id, channels, effects({}));
      expect(await documents(item().title)).toEqual([]);
    });

    test('a publication that the site has by another key is named, and nothing is sent', async () => {
      const key = '3jzfcijpj2z2a';
      await pds.put(PUBLICATION, key, { $type: PUBLICATION, url: 'https://site.example/', name: 'Older' });
      const { run, proxy } = await channel({ name: 'New' });
      expect(await run([item()])).toMatchObject([
        { outcome: 'setup', hint: expect.stringContaining(`key: '${key}'`) },
      ]);
      expect(proxy.log().filter(({ writes, path }) => writes && path.includes('putRecord'))).toEqual([]);
      await pds.removeRecord(PUBLICATION, key);
    });
  },
);

/** The n-th of many record keys, each later than any of ours. */
function laterKey(n: number): string {
  return timestampId(BigInt(Date.now() + 86_400_000 + n) * 1000n, 0n);
}

const cardSchema = z.object({
  external: z.object({
    thumb: z.object({ size: z.number(), ref: z.object({ $link: z.string() }) }),
  }),
});

const textSchema = z.object({
  text: z.string(),
  facets: z.array(z.object({ index: z.object({ byteStart: z.number(), byteEnd: z.number() }) })),
});

function serverOf({ url, account, secrets }: Pds): RigServer {
  return { url, account, secrets };
}
