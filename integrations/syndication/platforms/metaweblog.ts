import { definePlatform, plain } from '../platform.ts';
import { metaWeblog } from '../protocols/metaweblog.ts';

/** Any blog that speaks MetaWeblog, such as WordPress at `/xmlrpc.php`. */
export default definePlatform({
  name: 'MetaWeblog',
  url: 'https://blog.invalid/xmlrpc.php',
  secrets: {
    user: 'the name you log in with',
    token: 'a password for programs; on WordPress an application password from Users → Profile',
  },
  render: [plain('html'), plain('markdown')],
  limits: [],
  api: metaWeblog,
  idOf: (url) => new URL(url).searchParams.get('p') ?? undefined,
});
