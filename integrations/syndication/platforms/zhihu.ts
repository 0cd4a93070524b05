import { definePlatform, most } from '../platform.ts';
import zhihu from '../render/recipes/zhihu.ts';

/** 知乎 has no way in for programs: pasted Markdown opens a dialog that converts it. */
export default definePlatform({
  name: '知乎',
  secrets: {},
  render: [zhihu],
  limits: [most('title', 100)],
  kit: {
    editor: 'https://zhuanlan.zhihu.com/write',
    asks: [
      { what: '粘贴以后点「确认并解析」，Markdown 才会变成正文' },
      { what: '封面' },
      { what: '话题', value: ({ tags }) => tags.join('，') },
      { what: '创作声明：无，或者内容含 AI 辅助创作' },
    ],
  },
  wechatsync: 'zhihu',
  idOf: (url) => /\/p\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
