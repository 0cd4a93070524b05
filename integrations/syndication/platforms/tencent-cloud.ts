import { definePlatform, most } from '../platform.ts';
import gfm from '../render/recipes/gfm.ts';

/** 腾讯云开发者社区 has no way in for programs: its editor takes Markdown. */
export default definePlatform({
  name: '腾讯云开发者社区',
  secrets: {},
  render: [gfm],
  summary: { most: 200, unit: 'characters' },
  limits: [most('title', 80)],
  kit: {
    editor: 'https://cloud.tencent.com/developer/article/write-new',
    asks: [
      { what: '来源：原创' },
      { what: '标签，最多 5 个', value: ({ tags }) => tags.slice(0, 5).join('，') },
      { what: '摘要，不超过 200 字', value: ({ summary }) => summary },
      { what: '封面' },
    ],
  },
  idOf: (url) => /\/article\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
