import { definePlatform } from '../platform.ts';
import { metaWeblog } from '../protocols/metaweblog.ts';
import cnblogs from '../render/recipes/cnblogs.ts';
import html from '../render/recipes/wordpress.ts';

export default definePlatform({
  name: '博客园',
  url: 'https://rpc.cnblogs.com/metaweblog/{account}',
  account: 'the name of the blog, the last part of www.cnblogs.com/<name>',
  secrets: {
    user: 'the name you log in with',
    token: 'the MetaWeblog access token from i.cnblogs.com → 设置 → 其他设置, not the password',
  },
  render: [cnblogs, html],
  limits: [],
  pace: 60_000,
  api: metaWeblog,
  idOf: (url) => /\/p\/(?<id>\d+)(?:\.html)?$/.exec(new URL(url).pathname)?.groups?.['id'],
});
