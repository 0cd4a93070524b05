import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'First touch', zh: '首次触点' },
  about: {
    en: 'All credit to what the reader met first. Ask it which posts make you known.',
    zh: '功劳全归读者最先读到的那一篇。想知道哪些文章让人认识你，就用它。',
  },
  weigh: (_step, index) => (index === 0 ? 1 : 0),
});
