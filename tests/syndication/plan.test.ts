import { describe, expect, test } from 'vitest';
import type { FeedItem, Publication } from '#domain';
import { goesTo, plan, type Step } from '../../integrations/syndication/plan.ts';
import type { Limits } from '../../integrations/syndication/platform.ts';
import { feedItem } from './feed-item.ts';
import { openChannel } from './open-channel.ts';

type Choices = FeedItem['_byline']['channels'];

const AT = '2026-11-01T00:00:00.000Z';

function planned(item: FeedItem, channel = openChannel(), ledger: readonly Publication[] = []): Step[] {
  return plan({ items: [item], channels: [channel], ledger, site: 'https://site.example' });
}

const actions = (steps: readonly Step[]) => steps.map(({ action }) => action);

describe('what is to be done', () => {
  const [step] = planned(feedItem());
  const hash = step?.hash ?? '';
  const old = '0'.repeat(64);
  test.each([
    ['never sent', undefined, 'create'],
    ['sent as it is', { state: 'published', hash }, 'unchanged'],
    ['sent otherwise', { state: 'published', hash: old }, 'update'],
    ['sent, no answer', { state: 'uncertain', hash }, 'look-up'],
    ['the run died', { state: 'intended', hash }, 'look-up'],
  ] as const)('%s', (_, known, expected) => {
    const ledger = known ? [{ post: 'hello', channel: 'out', at: AT, ...known }] : [];
    expect(actions(planned(feedItem(), openChannel(), ledger))).toEqual([expected]);
  });

  test('another channel’s line counts for nothing', () => {
    const ledger = [{ post: 'hello', channel: 'else', state: 'published' as const, hash, at: AT }];
    expect(actions(planned(feedItem(), openChannel(), ledger))).toEqual(['create']);
  });
});

describe('which posts go', () => {
  const says = (channels: Choices) => ({ _byline: { offers: [], channels } });
  const elsewhere = (channels: Choices) => ({
    _byline: { offers: [], channels, canonical: 'https://first.example/hello/' },
  });
  test.each([
    ['any', {}, {}, true],
    ['its language', { languages: ['en'] }, {}, true],
    ['another language', { languages: ['zh'] }, {}, false],
    ['kept away by its author', {}, says({ out: false }), false],
    ['sent by its author all the same', { languages: ['zh'] }, says({ out: true }), true],
    ['with a title for the channel', {}, says({ out: { title: 'Other' } }), true],
    ['with a title for it, in another language', { languages: ['zh'] }, says({ out: { title: 'x' } }), false],
    ['where the author speaks of another channel', {}, says({ else: false }), true],
    ['first published elsewhere', {}, elsewhere({}), false],
    ['first published elsewhere, with a title', {}, elsewhere({ out: { title: 'Other' } }), false],
    ['first published elsewhere, sent by its author all the same', {}, elsewhere({ out: true }), true],
  ])('%s', (_, settings, item, goes) => {
    expect(goesTo(feedItem(item), openChannel(settings))).toBe(goes);
    expect(planned(feedItem(item), openChannel(settings))).toHaveLength(goes ? 1 : 0);
  });

  const midnight = Date.parse('2026-10-20T00:00:00Z');
  test.each([
    ['at the first moment', midnight, {}, true],
    ['after it', midnight - 1, {}, true],
    ['before it', midnight + 1, {}, false],
    ['before it, sent by its author all the same', midnight + 1, says({ out: true }), true],
  ])('published %s', (_, since, item, goes) => {
    expect(goesTo(feedItem(item), openChannel({}, { since }))).toBe(goes);
  });

  test('the oldest first, channel by channel', () => {
    const items = [feedItem({ id: 'new' }), feedItem({ id: 'old', date_published: '2020-01-01T00:00:00Z' })];
    const channels = [openChannel({}, { id: 'a' }), openChannel({}, { id: 'b' })];
    const steps = plan({ items, channels, ledger: [], site: 'https://site.example' });
    expect(steps.map(({ post, channel }) => `${post}→${channel.id}`)).toEqual([
      'old→a',
      'new→a',
      'old→b',
      'new→b',
    ]);
  });
});

describe('what the author wants of a channel', () => {
  const choose = (choice: Choices[string], item: Partial<FeedItem> = {}) =>
    planned(
      feedItem({ ...item, _byline: { offers: [], channels: { out: choice } } }),
      openChannel({}, {}, limited),
    )[0];
  const limited = { limits: { tags: 1, title: 5 } };

  test('is what is held against the limits', () => {
    expect(choose({ title: 'Short', tags: ['one'] })).toMatchObject({ action: 'create' });
    expect(choose({ title: 'Longer', tags: ['a', 'b'] })).toMatchObject({
      action: 'blocked',
      why: [expect.stringContaining('title: 6'), expect.stringContaining('tags: 2')],
    });
  });

  test('changes the hash, so the copy is brought up to date', () => {
    const hashes = [true, {}, { title: 'Other' }, { tags: [] }, { form: 'summary' as const }].map(
      (choice) => choose(choice)?.hash,
    );
    expect(hashes[0]).toBe(hashes[1]);
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('what blocks', () => {
  const limited = (limits: Limits) => openChannel({}, {}, { limits });
  test.each([
    ['a missing secret', openChannel({}, { lacks: ['OUT_KEY is not set'] }), {}, ['OUT_KEY is not set']],
    [
      'a long title',
      limited({ title: 2 }),
      { title: '😀😀😀' },
      ['characters in the title: 3, Any takes 2 at most: shorten it'],
    ],
    ['no title that is as long as may be', limited({ title: 3 }), { title: '😀😀😀' }, undefined],
    [
      'too many tags',
      limited({ tags: 1 }),
      {},
      ['tags: 2, Any takes 1 at most: remove some from the front matter'],
    ],
    [
      'a long text, in bytes',
      limited({ bodyBytes: 4 }),
      { content_html: '<p>你好</p>' },
      [
        expect.stringMatching(
          /^bytes of text: 1\d\d, Any takes 4 at most: set channels.out.form to summary$/,
        ),
      ],
    ],
  ])('%s', (_, channel, item, why) => {
    const [step] = planned(feedItem(item), channel);
    expect(step?.action === 'blocked' ? step.why : undefined).toEqual(why);
  });
});

test.each([
  [{ post: 'helo' }, 'there is no post “helo”', 'Did you mean “hello”? Known: hello.'],
  [{ channel: 'aut' }, 'there is no channel “aut”', 'Did you mean “out”? Known: out.'],
])('asking for %o', (only, message, hint) => {
  const ask = () =>
    plan({ items: [feedItem()], channels: [openChannel()], ledger: [], site: 'https://site.example', only });
  expect(ask).toThrow(expect.objectContaining({ name: 'Problem', message, hint }));
});

test('one post on one channel alone', () => {
  const steps = plan({
    items: [feedItem(), feedItem({ id: 'other' })],
    channels: [openChannel(), openChannel({}, { id: 'else' })],
    ledger: [],
    site: 'https://site.example',
    only: { post: 'other', channel: 'else' },
  });
  expect(steps.map(({ post, channel }) => [post, channel.id])).toEqual([['other', 'else']]);
});
