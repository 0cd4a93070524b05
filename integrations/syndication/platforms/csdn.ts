import { definePlatform, most } from '../platform.ts';
import csdn from '../render/recipes/csdn.ts';

/** CSDN has no way in for programs: its editor takes Markdown. */
export default definePlatform({
  name: 'CSDN',
  secrets: {},
  render: [csdn],
  summary: { most: 256, unit: 'characters' },
  limits: [most('title', 100)],
  kit: {
    editor: 'https://editor.csdn.net/md/',
    asks: [
      { what: '标签，最多 5 个', value: ({ tags }) => tags.slice(0, 5).join('，') },
      { what: '摘要，不超过 256 字', value: ({ summary }) => summary },
      { what: '文章类型：原创' },
      { what: '可见范围：全部可见' },
    ],
  },
  wechatsync: 'csdn',
  idOf: (url) => /\/article\/details\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
