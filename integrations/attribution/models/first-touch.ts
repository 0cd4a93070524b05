import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'First touch', zh: '首次触达' },
  about: {
    en: 'All credit goes to what the reader met first. Ask it what makes you known.',
    zh: '功劳全归读者最先接触的那一个。想知道什么让人认识你，就用它。',
  },
  weigh: (_touch, index) => (index === 0 ? 1 : 0),
});
