import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Last touch', zh: '末次触达' },
  about: {
    en: 'All credit goes to what the reader met last. Ask it what closes.',
    zh: '功劳全归读者最后接触的那一个。想知道什么促成了转化，就用它。',
  },
  weigh: (_touch, index, { touches }) => (index === touches.length - 1 ? 1 : 0),
});
