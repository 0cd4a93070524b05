import { definePlatform, most } from '../platform.ts';
import gfm from '../render/recipes/gfm.ts';

/** InfoQ 写作社区 has no way in for programs: its editor takes Markdown. */
export default definePlatform({
  name: 'InfoQ 写作社区',
  secrets: {},
  render: [gfm],
  summary: { most: 150, unit: 'characters' },
  limits: [most('title', 100)],
  kit: {
    editor: 'https://xie.infoq.cn/',
    asks: [
      { what: '右上角「写作」，编辑器换成 Markdown' },
      { what: '标签，最多 5 个', value: ({ tags }) => tags.slice(0, 5).join('，') },
      { what: '摘要，不超过 150 字', value: ({ summary }) => summary },
      { what: '封面' },
    ],
  },
  idOf: (url) => /\/article\/(?<id>[0-9a-f]+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
