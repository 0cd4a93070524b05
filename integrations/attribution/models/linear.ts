import { defineModel } from '../model.ts';

export default defineModel({
  title: { en: 'Linear', zh: '线性' },
  about: {
    en: 'Every touch has the same credit. Ask it when no touch should be favoured.',
    zh: '每个触达功劳相同。不想偏向任何一个触达时，就用它。',
  },
  weigh: () => 1,
});
