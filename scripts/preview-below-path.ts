import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ViteUserConfig } from 'astro';
import { transform } from 'lightningcss';
import { basePath, type Home, isAtRoot, linkTo } from '#domain';

/** What the preview of a site below a path does that Astro's does not; nothing for one at the root of its host. */
export function previewBelowPath(site: Home): Plugin[] {
  return isAtRoot(site) ? [] : [leadHome(site), linkStyles(site)];
}

/** `/` leads to the site, as in `byline start`. Astro would answer that nothing is there. */
function leadHome(site: Home): Plugin {
  const handle: Handle = ({ url }, response, next) => {
    if (url !== '/') return next();
    response.writeHead(302, { location: basePath(site), 'cache-control': 'no-store' }).end();
  };
  return {
    name: 'byline:lead-home',
    apply: 'serve',
    // So that Astro has put its own answer in front, and this one comes before it.
    enforce: 'post',
    configureServer:
      ({ middlewares }) =>
      () => {
        middlewares.stack.unshift({ route: '', handle });
      },
  };
}

/**
 * `url(/a.svg)` in a style sheet is a file of `public/`. A build links to it below the path; Astro's preview does so
 * in the styles of components alone.
 */
function linkStyles(site: Home): Plugin {
  return {
    name: 'byline:link-styles',
    apply: 'serve',
    enforce: 'pre',
    transform: {
      filter: { id: { include: /\.css(?:$|\?)/, exclude: /[?&]astro&/ } },
      handler: (text, id) => {
        const { code } = transform({
          filename: id,
          code: Buffer.from(text),
          errorRecovery: true,
          visitor: { Url: (address) => ({ ...address, url: linkTo(address.url, site) }) },
        });
        return { code: code.toString(), map: null };
      },
    },
  };
}

type Handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { configureServer?: unknown }>;
