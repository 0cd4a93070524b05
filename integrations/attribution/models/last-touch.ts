import { defineModel } from '../model.ts';

export default defineModel({
  title: 'Last touch',
  about: 'All credit to what the reader met last. Ask it which posts close.',
  weigh: (_step, index, { steps }) => (index === steps.length - 1 ? 1 : 0),
});
