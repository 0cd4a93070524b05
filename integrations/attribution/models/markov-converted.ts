import { hopsOf, removalEffects } from '../chain.ts';
import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Markov, converted readers', zh: '马尔可夫（仅已转化）' },
  about: {
    en: 'The same, judged by the readers who converted alone: it cannot tell a channel that brings many readers in vain.',
    zh: '同上，但只依据已转化的读者：看不出哪些渠道带来很多读者却没有转化。',
  },
  share: ({ paths }) => removalEffects(paths, hopsOf(paths)),
});
