import { expect, test } from 'vitest';
import { checkChannels } from '../../../integrations/syndication/channels/check-channels.ts';
import { startSnac, whyNoSnac } from '../../servers/snac.ts';
import { describeActs } from './acts.ts';

describeActs(
  'snac2, which has Mastodon’s API',
  { platform: 'mastodon', whyNot: whyNoSnac(), start: startSnac, can: { delete: false } },
  ({ item, open, edited, copies, onlyCopy }) => {
    test('says who one is, and how long a post may be, by the older description of itself', async () => {
      const { channels, effects, proxy } = await open();
      const limit = 'body ≤ 100000';
      expect(await checkChannels(channels, effects({}))).toMatchObject([
        { isReady: true, what: 'logged in as @lin', limits: [expect.stringContaining(limit)] },
      ]);
      expect(proxy.log().map(({ path }) => path)).toContain('/api/v1/instance');
    });

    test('a copy among many is found when the ledger was lost', async () => {
      const { run, forget } = await open();
      await run([item()]);
      const id = await onlyCopy();
      const others = Array.from({ length: 45 }, (_, n) => ({
        ...edited(),
        id: `${item().id}-after-${n}`,
        url: `${item().url}${n}/`,
        title: `After ${n}`,
      }));
      await run(others);
      forget();
      expect(await run([item()])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
      const same = await copies();
      expect(same).toHaveLength(1);
      // Its ids begin with the moment of the last edit.
      expect(same[0]?.id.slice(10)).toBe(id.slice(10));
    });
  },
);
