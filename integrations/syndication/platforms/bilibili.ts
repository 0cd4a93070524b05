import { definePlatform, most } from '../platform.ts';
import html from '../render/recipes/medium.ts';

/** B站专栏 has no way in for programs: its editor takes rich text. */
export default definePlatform({
  name: 'B站专栏',
  secrets: {},
  render: [html],
  limits: [most('title', 40)],
  kit: {
    editor: 'https://member.bilibili.com/platform/upload/text/edit',
    asks: [
      { what: '封面' },
      { what: '分类：科技' },
      { what: '标签，最多 12 个', value: ({ tags }) => tags.slice(0, 12).join('，') },
    ],
  },
  wechatsync: 'bilibili',
  idOf: (url) => /\/(?:read\/cv|opus\/)(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
