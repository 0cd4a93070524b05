import { DIRECT } from '#domain';
import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Last non-direct', zh: '末次非直接' },
  about: {
    en: 'All credit goes to the last touch that has a name. Ask it when many readers come back by a bookmark.',
    zh: '功劳全归最后一个说得出名字的触达。很多读者靠书签回访时，就用它。',
  },
  weigh: (_touch, index, { touches }) => {
    const named = touches.findLastIndex(({ key }) => key !== DIRECT);
    return index === (named === -1 ? touches.length - 1 : named) ? 1 : 0;
  },
});
