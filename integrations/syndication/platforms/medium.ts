import { definePlatform, most } from '../platform.ts';
import medium from '../render/recipes/medium.ts';

/** Medium gives programs no new keys: its editor takes rich text, and keeps a canonical link. */
export default definePlatform({
  name: 'Medium',
  secrets: {},
  render: [medium],
  limits: [most('title', 100)],
  kit: {
    editor: 'https://medium.com/new-story',
    asks: [
      { what: 'Subtitle', value: ({ description }) => description },
      { what: 'Topics, up to 5', value: ({ tags }) => tags.slice(0, 5).join(', ') },
      { what: 'Canonical link: Story settings → Advanced settings', value: ({ canonical }) => canonical },
    ],
  },
  idOf: (url) => /-(?<id>[0-9a-f]{8,12})$/.exec(new URL(url).pathname)?.groups?.['id'],
});
