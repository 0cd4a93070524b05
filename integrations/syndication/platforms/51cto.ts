import { definePlatform, most } from '../platform.ts';
import gfm from '../render/recipes/gfm.ts';

/** 51CTO has no way in for programs: its editor takes Markdown. */
export default definePlatform({
  name: '51CTO',
  secrets: {},
  render: [gfm],
  summary: { most: 500, unit: 'characters' },
  limits: [most('title', 100)],
  kit: {
    editor: 'https://blog.51cto.com/blogger/publish',
    asks: [
      { what: '个人分类和系统分类' },
      { what: '标签，最多 5 个', value: ({ tags }) => tags.slice(0, 5).join('，') },
      { what: '摘要，不超过 500 字', value: ({ summary }) => summary },
      { what: '文章类型：原创' },
    ],
  },
  wechatsync: '51cto',
  idOf: (url) => /\/(?<id>\d+)$/.exec(new URL(url).pathname)?.groups?.['id'],
});
