import { definePlatform, most } from '../platform.ts';
import html from '../render/recipes/medium.ts';

/** 今日头条 has no way in for programs: its editor takes rich text, titles of 2 to 30 characters, and drops links. */
export default definePlatform({
  name: '今日头条',
  secrets: {},
  render: [html],
  limits: [most('title', 30)],
  kit: {
    editor: 'https://mp.toutiao.com/profile_v4/graphic/publish',
    asks: [
      { what: '展示封面：单图' },
      { what: '声明首发：这里不是首发就不勾' },
      { what: '外链会被去掉，原文地址写在文末', value: ({ link }) => link },
    ],
  },
  wechatsync: 'toutiao',
  idOf: (url) => /\/(?:article|item)\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
