import { atLeast, hopsOf, removalEffects } from '../chain.ts';
import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Markov, all readers', zh: '马尔可夫（全部读者）' },
  about: {
    en: 'A channel has credit for the conversions that would be lost without it, judged by all readers, converted or not. For posts only converted readers are known. It needs many conversions.',
    zh: '去掉某个渠道会少掉多少转化，就给它多少功劳；依据是全部读者，无论是否转化。文章只知道已转化读者的路径。转化多了才准。',
  },
  share: ({ paths, hops }) => removalEffects(paths, atLeast(hops ?? [], hopsOf(paths))),
});
