import { definePlatform, most } from '../platform.ts';
import gfm from '../render/recipes/gfm.ts';

/** 简书 has no way in for programs: its second editor takes Markdown. */
export default definePlatform({
  name: '简书',
  secrets: {},
  render: [gfm],
  limits: [most('title', 100)],
  kit: {
    editor: 'https://www.jianshu.com/writer',
    asks: [{ what: '在设置里把编辑器换成 Markdown，再新建文章' }, { what: '文集' }],
  },
  wechatsync: 'jianshu',
  idOf: (url) => /\/p\/(?<id>[0-9a-f]+)/.exec(new URL(url).pathname)?.groups?.['id'],
});
