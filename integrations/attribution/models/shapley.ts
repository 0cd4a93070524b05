import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Shapley', zh: '夏普利值' },
  about: {
    en: 'Every distinct channel before a conversion has the same credit, however often it was met. On counts of conversions that is exactly the Shapley value.',
    zh: '转化之前出现过的每个渠道功劳相同，不论出现几次。按转化次数计算，这正是夏普利值。',
  },
  share: ({ paths }) => {
    const shares = new Map<string, number>();
    for (const { keys, count } of paths) {
      const distinct = new Set(keys);
      for (const key of distinct) shares.set(key, (shares.get(key) ?? 0) + count / distinct.size);
    }
    return shares;
  },
});
