import { definePlatform, most } from '../platform.ts';
import segmentfault from '../render/recipes/segmentfault.ts';

/** SegmentFault has no way in for programs: its editor takes Markdown. */
export default definePlatform({
  name: 'SegmentFault',
  secrets: {},
  render: [segmentfault],
  limits: [most('title', 100)],
  kit: {
    editor: 'https://segmentfault.com/write?freshman=1',
    asks: [
      { what: '标签，最多 5 个', value: ({ tags }) => tags.slice(0, 5).join('，') },
      { what: '封面' },
      { what: '注明版权：原创' },
    ],
  },
  wechatsync: 'segmentfault',
  idOf: (url) => /\/a\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
