import { definePlatform, most } from '../platform.ts';
import html from '../render/recipes/medium.ts';

/** Substack has no way in for programs: its editor takes rich text. */
export default definePlatform({
  name: 'Substack',
  secrets: {},
  render: [html],
  limits: [most('title', 200)],
  kit: {
    editor: 'https://substack.com/home',
    asks: [
      { what: 'Dashboard → Create new → Text post' },
      { what: 'Subtitle', value: ({ description }) => description },
      { what: 'Who gets it: everyone, and by email or not' },
    ],
  },
  idOf: (url) => /\/p\/(?<id>[\w-]+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
