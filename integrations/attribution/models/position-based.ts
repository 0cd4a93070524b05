import { defineModel } from '../model.ts';

/** The first and the last touch have this much each; the others share the rest. */
const END = 0.4;

export default defineModel({
  title: { en: 'Position based', zh: '首尾加权' },
  about: {
    en: 'The first and the last touch have 40% each, those between them share 20%. Ask it when both getting known and closing count.',
    zh: '首尾两个触达各得 40%，中间的平分 20%。既看重被人认识、也看重促成转化时，就用它。',
  },
  weigh: (_touch, index, { touches: { length } }) => {
    if (length <= 2) return 1;
    return index === 0 || index === length - 1 ? END : (1 - 2 * END) / (length - 2);
  },
});
