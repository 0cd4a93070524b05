import { defineModel } from '../model.ts';

/** A touch weighs half as much for each of these that it is older, in milliseconds. */
const HALF_LIFE = 7 * 86_400_000;

export default defineModel({
  title: { en: 'Time decay', zh: '时间衰减' },
  about: {
    en: 'A touch has half the credit of one that is seven days later. Ask it for offers that are decided on within days.',
    zh: '每早七天，触达的功劳减半。几天内就会决定的产品，适合用它。',
  },
  weigh: ({ at }, _index, { end }) => 2 ** (-(end - at) / HALF_LIFE),
});
