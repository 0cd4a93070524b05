import { defineModel } from '../model.ts';

export default defineModel({
  title: 'Linear',
  about: 'The same credit for every touch. Ask it when no touch should be favoured.',
  weigh: () => 1,
});
