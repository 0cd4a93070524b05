import { definePlatform } from '../platform.ts';
import { metaWeblog } from '../protocols/metaweblog.ts';
import gfm from '../render/recipes/gfm.ts';
import html from '../render/recipes/wordpress.ts';

/** Any blog that speaks MetaWeblog, http://xmlrpc.com/metaWeblogApi.html, such as WordPress 6.8 at `/xmlrpc.php`. */
export default definePlatform({
  name: 'MetaWeblog',
  secrets: {
    user: 'the name you log in with',
    token: 'a password for programs; on WordPress an application password from Users → Profile',
  },
  render: [html, gfm],
  limits: [],
  slugs: true,
  api: metaWeblog,
  idOf: (url) => new URL(url).searchParams.get('p') ?? undefined,
});
