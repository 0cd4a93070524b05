import { definePlatform, most } from '../platform.ts';
import juejin from '../render/recipes/juejin.ts';

/** 掘金 has no way in for programs: its editor takes Markdown, and asks for a category and a summary. */
export default definePlatform({
  name: '掘金',
  secrets: {},
  render: [juejin],
  summary: { least: 50, most: 100, unit: 'characters' },
  limits: [most('title', 100)],
  kit: {
    editor: 'https://juejin.cn/editor/drafts/new?v=2',
    asks: [
      { what: '分类：后端、前端、人工智能……' },
      { what: '标签，最多 3 个', value: ({ tags }) => tags.slice(0, 3).join('，') },
      { what: '摘要，50–100 字', value: ({ summary }) => summary },
      { what: '封面' },
    ],
  },
  wechatsync: 'juejin',
  idOf: (url) => /\/post\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
