import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Last touch', zh: '末次触点' },
  about: {
    en: 'All credit to what the reader met last. Ask it which posts close.',
    zh: '功劳全归读者最后读到的那一篇。想知道哪些文章促成了转化，就用它。',
  },
  weigh: (_step, index, { steps }) => (index === steps.length - 1 ? 1 : 0),
});
