import { describe, expect, test } from 'vitest';
import { noteRead, recordReads, remembered } from '../../integrations/page-cache/reads.ts';

/** What a page read, as a test compares it. */
async function readsOf(page: () => Promise<unknown>) {
  const { texts, isRepeatable } = (await recordReads(page)).reads;
  return { texts: [...texts].sort(), isRepeatable };
}

const read = async (mark: string | null) => {
  await Promise.resolve();
  noteRead(mark);
  return mark;
};

describe('what a page read', () => {
  test('is its own, though pages are rendered at once', async () => {
    const pages = await Promise.all(['a', 'b'].map((mark) => readsOf(() => read(mark))));
    expect(pages).toEqual([
      { texts: ['a'], isRepeatable: true },
      { texts: ['b'], isRepeatable: true },
    ]);
  });

  test('has in it what was made once for another page', async () => {
    let made = 0;
    const feedItem = remembered(
      async (mark: string) => {
        made += 1;
        return read(mark);
      },
      (mark) => mark,
    );
    const list = remembered(() => Promise.all(['a', 'b'].map((mark) => feedItem(mark))));
    const both = { texts: ['a', 'b'], isRepeatable: true };
    expect(await readsOf(list)).toEqual(both);
    expect(await readsOf(list)).toEqual(both);
    expect(await readsOf(() => feedItem('b'))).toEqual({ texts: ['b'], isRepeatable: true });
    expect(made).toBe(2);
  });

  test('may be what differs from run to run', async () => {
    const clock = remembered(() => read(null));
    const page = async () => [await clock(), await read('a')];
    expect([await readsOf(page), await readsOf(page)]).toEqual([
      { texts: ['a'], isRepeatable: false },
      { texts: ['a'], isRepeatable: false },
    ]);
  });

  test('is nobody’s where no page is rendered', () => expect(() => noteRead('a')).not.toThrow());
});
