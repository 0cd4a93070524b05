import { describe, expect, test } from 'vitest';
import type { Channel, FeedItem, Publication } from '#domain';
import { rehearse } from '../../integrations/syndication/attempt/prepare.ts';
import type { OpenChannel } from '../../integrations/syndication/channels/settings.ts';
import { goesTo } from '../../integrations/syndication/plan/goes-to.ts';
import { type Planned, plan, type Step } from '../../integrations/syndication/plan/plan.ts';
import { type Api, type Limit, most } from '../../integrations/syndication/platform.ts';
import type { Intent } from '../../integrations/syndication/records/journal.ts';
import type { Recipe } from '../../integrations/syndication/render/recipe.ts';
import gfm from '../../integrations/syndication/render/recipes/gfm.ts';
import medium from '../../integrations/syndication/render/recipes/medium.ts';
import wechat from '../../integrations/syndication/render/recipes/wechat.ts';
import zhihu from '../../integrations/syndication/render/recipes/zhihu.ts';
import { inEnglish } from '../../integrations/syndication/sayings.ts';
import { feedItem } from './feed-item.ts';
import { anyApi, openChannel } from './open-channel.ts';

type Choices = FeedItem['_byline']['channels'];

const AT = '2026-11-01T00:00:00.000Z';
const NOW = Date.parse(AT);

function planned(item: FeedItem, channel = openChannel(), more: Partial<Planned> = {}): Step[] {
  return plan({ items: [item], channels: [channel], ledger: [], now: NOW, ...more });
}

const actions = (steps: readonly Step[]) => steps.map(({ action }) => action);
const [fresh] = planned(feedItem());
const { source = '', recipe = '' } = fresh ?? {};
const line = (changes: Partial<Publication> = {}): Publication => ({
  post: 'hello',
  channel: 'out',
  state: 'published',
  id: '7',
  source,
  recipe,
  at: AT,
  ...changes,
});
const intent = (changes: Partial<Intent> = {}): Intent => ({
  post: 'hello',
  channel: 'out',
  account: 'out',
  act: 'create',
  key: 'k',
  title: 'Hello & <world>',
  source,
  recipe,
  at: NOW,
  ...changes,
});

describe('what is to be done', () => {
  const old = '0'.repeat(64);
  test.each<[string, Publication | undefined, Step['action']]>([
    ['never sent', undefined, 'create'],
    ['sent as it is', line(), 'unchanged'],
    ['changed since', line({ source: old }), 'update'],
    ['sent as it is, by an older recipe', line({ recipe: 'old@1' }), 'unchanged'],
    ['a draft there, as it is', line({ state: 'draft' }), 'unchanged'],
    ['no answer came', line({ state: 'uncertain' }), 'look-up'],
    ['deleted there', line({ state: 'gone', source: old }), 'unchanged'],
    ['taken back', line({ state: 'removed', source: old }), 'unchanged'],
    ['edited there', line({ state: 'changed' }), 'changed'],
    [
      'changed since, and its id is not known',
      line({ source: old, id: undefined } as Publication),
      'by-hand',
    ],
  ])('%s', (_, known, expected) => {
    expect(actions(planned(feedItem(), openChannel(), { ledger: known ? [known] : [] }))).toEqual([expected]);
  });

  test.each<[string, Partial<FeedItem>, Step['action']]>([
    ['and not edited since', {}, 'unchanged'],
    ['and edited since', { date_modified: '2026-11-02T00:00:00Z' }, 'update'],
  ])('sent by an earlier version that kept no source, %s', (_, changes, expected) => {
    const { source: _source, ...known } = line();
    expect(actions(planned(feedItem(changes), openChannel(), { ledger: [known] }))).toEqual([expected]);
  });

  test('a new version of the recipe is sent when its author wants it', () => {
    const how = { ledger: [line({ recipe: 'old@1' })], refresh: true };
    expect(actions(planned(feedItem(), openChannel(), how))).toEqual(['update']);
    expect(actions(planned(feedItem(), openChannel(), { ledger: [line()], refresh: true }))).toEqual([
      'unchanged',
    ]);
  });

  test('another channel’s line counts for nothing', () => {
    expect(actions(planned(feedItem(), openChannel(), { ledger: [line({ channel: 'else' })] }))).toEqual([
      'create',
    ]);
  });
});

describe('what a run left behind that died', () => {
  test.each<[string, Publication[], Step['action']]>([
    ['before the ledger knew of it', [], 'look-up'],
    ['after an update was sent', [line({ at: '2026-10-01T00:00:00.000Z' })], 'look-up'],
    ['after the ledger knew of it', [line({ key: 'k' })], 'unchanged'],
  ])('%s', (_, ledger, expected) => {
    expect(actions(planned(feedItem(), openChannel(), { ledger, intents: [intent()] }))).toEqual([expected]);
  });

  test('waits for its author where the platform cannot be asked', () => {
    const { find: _, ...blind } = anyApi;
    const [step] = planned(feedItem(), openChannel({}, {}, { api: blind }), { intents: [intent()] });
    expect(step).toMatchObject({
      action: 'uncertain',
      why: [expect.stringContaining('byline adopt hello --to out')],
    });
  });
});

describe('what a platform cannot do', () => {
  test('is done by hand: an edit', () => {
    const { update: _, ...api } = anyApi;
    const ledger = [line({ source: '0'.repeat(64) })];
    const [step] = planned(feedItem(), openChannel({}, {}, { api }), { ledger });
    expect(step).toMatchObject({ action: 'by-hand', why: [expect.stringContaining('by hand')] });
  });

  test('is done by hand: all', () => {
    const { api: _, ...platform } = openChannel().platform;
    const channel = openChannel(
      {},
      { platform: { ...platform, kit: { editor: 'https://x.example', asks: [] } } },
    );
    expect(planned(feedItem(), channel)).toMatchObject([
      { action: 'by-hand', why: ['npx byline kit hello --to out'] },
    ]);
  });
});

test('an account that asked to wait is left alone until then, and no longer', () => {
  const held = { until: () => NOW + 1, reason: () => 'too fast' };
  expect(planned(feedItem(), openChannel(), { held })).toMatchObject([
    { action: 'later', until: NOW + 1, why: ['too fast'] },
  ]);
  expect(planned(feedItem(), openChannel(), { held, ledger: [line()] })).toMatchObject([
    { action: 'unchanged' },
  ]);
  expect(actions(planned(feedItem(), openChannel(), { held, now: NOW + 1 }))).toEqual(['create']);
});

describe('a published post that is not in the site any more', () => {
  const gone = (changes: Partial<Publication> = {}) => line({ post: 'old', ...changes });
  const item = feedItem({ date_published: '2026-10-20T00:00:00Z' });

  test('blocks one that may be it under a new name', () => {
    expect(planned(item, openChannel(), { ledger: [gone()] })).toMatchObject([
      {
        action: 'blocked',
        why: [expect.stringMatching(/^“old” was published .* is “hello” its new name\?/)],
      },
    ]);
  });

  test.each<[string, FeedItem, Publication[]]>([
    ['a post from after it', feedItem({ date_published: '2026-11-02T00:00:00Z' }), [gone()]],
    ['a post that was sent elsewhere already', item, [gone(), line({ channel: 'else' })]],
    ['anything, once it was taken back', item, [gone({ state: 'removed' })]],
    ['anything, once it is gone', item, [gone({ state: 'gone' })]],
  ])('does not block %s', (_, post, ledger) => {
    expect(actions(planned(post, openChannel(), { ledger }))).toEqual(['create']);
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

  const ofSeries = (series: string): Partial<FeedItem> => ({
    _byline: { offers: [], channels: {}, series },
  });
  test.each<[string, Partial<Channel>, Partial<FeedItem>, boolean]>([
    ['a tag of it', { tags: ['rust', 'Node.js'] }, {}, true],
    ['a tag of it, spelt in another way', { tags: ['node.js'] }, {}, true],
    ['other tags', { tags: ['rust'] }, {}, false],
    ['its series', { series: ['Postgres', 'Redis'] }, ofSeries('Redis'), true],
    ['another series', { series: ['Postgres'] }, ofSeries('Redis'), false],
    ['a series, and it is in none', { series: ['Postgres'] }, {}, false],
    ['its id', { only: ['hello'] }, {}, true],
    ['another id', { only: ['other'] }, {}, false],
    ['a tag of it, and another language', { tags: ['C++'], languages: ['zh'] }, {}, false],
    ['a tag of it, and another series', { tags: ['C++'], series: ['Postgres'] }, {}, false],
    ['other tags, sent by its author all the same', { tags: ['rust'] }, says({ out: true }), true],
    ['a tag of it, kept at home by its author', { tags: ['C++'] }, says({ out: false }), false],
  ])('chosen by %s', (_, settings, item, goes) => {
    expect(goesTo(feedItem(item), openChannel(settings))).toBe(goes);
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
    const steps = plan({ items, channels, ledger: [], now: NOW });
    expect(steps.map(({ post, channel }) => `${post}→${channel.id}`)).toEqual([
      'old→a',
      'new→a',
      'old→b',
      'new→b',
    ]);
  });
});

describe('a channel with a delay', () => {
  const published = Date.parse('2026-10-20T00:00:00Z');
  const hour = 3_600_000;
  const at = (now: number, delay = '2d', more: Partial<Planned> = {}) =>
    planned(feedItem(), openChannel({ delay }), { ...more, now });

  test.each([
    ['30m', hour / 2],
    ['12h', 12 * hour],
    ['2d', 48 * hour],
    ['1w', 7 * 24 * hour],
  ])('gets a post %s after its publication', (delay, length) => {
    expect(at(published + length - 1, delay)).toMatchObject([
      {
        action: 'scheduled',
        until: published + length,
        why: [`it goes there ${delay} after its publication`],
      },
    ]);
    expect(actions(at(published + length, delay))).toEqual(['create']);
  });

  test('brings a copy that is there up to date at once', () => {
    const ledger = [line({ source: '0'.repeat(64) })];
    expect(actions(at(published, '2d', { ledger }))).toEqual(['update']);
    expect(actions(at(published, '2d', { intents: [intent()] }))).toEqual(['look-up']);
  });

  test('that is written by hand waits too', () => {
    const { api: _, ...platform } = openChannel().platform;
    const channel = openChannel(
      { delay: '1d' },
      { platform: { ...platform, kit: { editor: 'https://a.example', asks: [] } } },
    );
    const on = (now: number) => actions(planned(feedItem(), channel, { now }));
    expect([on(published), on(published + 24 * hour)]).toEqual([['scheduled'], ['by-hand']]);
  });

  test('is told what is wrong before the delay is over', () => {
    const channel = openChannel({ delay: '2d' }, { lacks: ['OUT_KEY is not set'] });
    expect(actions(planned(feedItem(), channel, { now: published }))).toEqual(['blocked']);
  });
});

describe('what blocks', () => {
  const limited = (...limits: Limit[]) => openChannel({}, {}, { limits });
  test.each([
    ['a missing secret', openChannel({}, { lacks: ['OUT_KEY is not set'] }), {}, ['OUT_KEY is not set']],
    [
      'a long title',
      limited(most('title', 2)),
      { title: '😀😀😀' },
      [
        'characters in the title: 3, Any takes 2 at most: shorten it, or give it another with channels: { out: { title: … } }',
      ],
    ],
    [
      'too many tags',
      limited(most('tags', 1)),
      {},
      ['tags: 2, Any takes 1 at most: remove some, or choose with channels: { out: { tags: [ … ] } }'],
    ],
  ])('%s', (_, channel, item, why) => {
    expect(planned(feedItem(item), channel)).toMatchObject([{ action: 'blocked', why }]);
  });

  test('a title that is just long enough does not', () => {
    expect(actions(planned(feedItem({ title: '😀😀😀' }), limited(most('title', 3))))).toEqual(['create']);
  });

  test('a long text is found by a rehearsal, for a plan renders nothing', () => {
    const channel = limited(most('body', 4, 'utf8'));
    const [step] = planned(feedItem({ content_html: '<p>你好</p>' }), channel);
    expect(step?.action).toBe('create');
    expect(step && inEnglish(rehearse(step, 'https://site.example'))).toMatch(
      /^bytes in the body: 1\d\d, Any takes 4 at most: set channels\.out\.form to summary/,
    );
  });

  test('words for a short post, on a platform that takes whole posts', () => {
    const item = feedItem({ _byline: { offers: [], channels: { out: { text: 'Read this.' } } } });
    expect(planned(item)).toMatchObject([
      { action: 'blocked', why: ['text: Any takes a post and no short text: take channels.out.text out'] },
    ]);
  });

  test('what the author wants of the channel is what is held against the limits', () => {
    const channel = limited(most('title', 5));
    const choose = (title: string) => feedItem({ _byline: { offers: [], channels: { out: { title } } } });
    expect(actions(planned(choose('Short'), channel))).toEqual(['create']);
    expect(actions(planned(choose('Longer'), channel))).toEqual(['blocked']);
  });
});

describe('diagrams in Mermaid', () => {
  const drawn = (diagrams: number) => feedItem({ _byline: { offers: [], channels: {}, diagrams } });
  const upload: Api['upload'] = async () => ({});
  const notes = (item: FeedItem, channel: OpenChannel, more: Partial<Planned> = {}) =>
    planned(item, channel, more).flatMap((step) => step.notes.map((note) => inEnglish([note])));
  const withRecipe = (recipe: Recipe, api: Partial<Api> = {}, settings: Partial<Channel> = {}) =>
    openChannel(settings, {}, { render: [recipe], api: { ...anyApi, ...api } });

  test.each([
    ['知乎, which they are pasted into', zhihu],
    ['Medium, likewise', medium],
    ['a blog without uploads, in the style of 微信公众号', wechat],
  ])('nothing draws them for %s: their author is told before', (_, recipe) => {
    expect(notes(drawn(1), withRecipe(recipe))).toEqual([
      expect.stringMatching(
        /^a diagram in Mermaid: Any shows the source.+ Put a picture of each in its place/,
      ),
    ]);
    expect(notes(drawn(3), withRecipe(recipe))).toEqual([expect.stringMatching(/^3 diagrams in Mermaid/)]);
  });

  test('where the author’s browser can make the draft, which draws them, it is said so', () => {
    const { api: _, ...byHand } = openChannel().platform;
    const platform = {
      ...byHand,
      render: [zhihu] as const,
      wechatsync: 'zhihu',
      kit: { editor: '', asks: [] },
    };
    const channel: OpenChannel = { ...openChannel(), platform };
    expect(notes(drawn(1), channel)).toEqual([expect.stringContaining('Let your browser make the draft')]);
    expect(notes(drawn(1), channel, { drawsDiagrams: false })).toEqual([
      expect.stringContaining('Put a picture of each in its place'),
    ]);
  });

  test('a platform that takes uploads gets them drawn, where this machine can draw', () => {
    const channel = withRecipe(wechat, { upload });
    expect(notes(drawn(1), channel)).toEqual([]);
    expect(notes(drawn(1), channel, { drawsDiagrams: false })).toEqual([
      expect.stringMatching(/no browser to draw it, so the post will be refused\. Publish from x64 Linux/),
    ]);
  });

  test.each<[string, FeedItem, OpenChannel]>([
    ['a post without any', drawn(0), withRecipe(zhihu)],
    ['a platform that has code blocks for them', drawn(1), withRecipe(gfm)],
    ['a summary', drawn(1), withRecipe(zhihu, {}, { form: 'summary' })],
  ])('nothing is said of %s', (_, item, channel) => {
    expect(notes(item, channel)).toEqual([]);
  });
});

test.each([
  [{ posts: ['helo'] }, 'there is no post “helo”', 'Did you mean “hello”? Known: hello.'],
  [{ channels: ['aut'] }, 'there is no channel “aut”', 'Did you mean “out”? Known: out.'],
])('asking for %o', (only, message, hint) => {
  expect(() => planned(feedItem(), openChannel(), { only })).toThrow(
    expect.objectContaining({ name: 'Problem', message, hint }),
  );
});

test('some posts on some channels alone', () => {
  const steps = plan({
    items: ['hello', 'other', 'third'].map((id) => feedItem({ id })),
    channels: ['out', 'else', 'far'].map((id) => openChannel({}, { id })),
    ledger: [],
    only: { posts: ['other', 'third'], channels: ['else'] },
    now: NOW,
  });
  expect(steps.map(({ post, channel }) => [post, channel.id])).toEqual([
    ['other', 'else'],
    ['third', 'else'],
  ]);
});

test('a plan renders nothing', () => {
  const silent = {
    dialect: 'none',
    version: 1,
    form: 'text',
    render: () => expect.fail('it rendered'),
  } as const;
  expect(actions(planned(feedItem(), openChannel({}, {}, { render: [silent] })))).toEqual(['create']);
});
