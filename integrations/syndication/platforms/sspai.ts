import { definePlatform, most } from '../platform.ts';
import html from '../render/recipes/medium.ts';

/** 少数派 has no way in for programs: its editor takes rich text. */
export default definePlatform({
  name: '少数派',
  secrets: {},
  render: [html],
  summary: { most: 120, unit: 'characters' },
  limits: [most('title', 60)],
  kit: {
    editor: 'https://sspai.com/write',
    asks: [
      { what: '摘要，不超过 120 字', value: ({ summary }) => summary },
      { what: '题图，宽 1400 像素以上' },
      { what: '标签，最多 3 个', value: ({ tags }) => tags.slice(0, 3).join('，') },
      { what: '声明：是否收了钱，有没有利益关系' },
    ],
  },
  idOf: (url) => /\/post\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
