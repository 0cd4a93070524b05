import { defineModel } from '../model.ts';

export default defineModel({
  title: 'First touch',
  about: 'All credit to what the reader met first. Ask it which posts make you known.',
  weigh: (_step, index) => (index === 0 ? 1 : 0),
});
