import { access, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AstroConfig, AstroIntegration } from 'astro';
import site from '#site';
import { readLook } from '../look.ts';
import { type IconFile, siteIcons } from './site-icons.ts';

/**
 * Draws the icons of the site from its author's seal: `favicon.svg`, `favicon.ico`, `apple-touch-icon.png`,
 * `icon-192.png`, `icon-512.png` and `site.webmanifest`. A file of such a name in `public/` wins.
 */
export function icons(): AstroIntegration {
  let config: AstroConfig;
  return {
    name: 'byline:icons',
    hooks: {
      'astro:config:done': (done) => {
        config = done.config;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(answerIcons(config));
      },
      'astro:build:done': async ({ dir }) => {
        const drawn = Object.entries(await iconsOf(config));
        await Promise.all(drawn.map(([name, icon]) => writeUnlessThere(new URL(name, dir), icon)));
      },
      // What they are drawn from are settings and colours, which have not changed.
      'byline:pages:changed': () => undefined,
    },
  };
}

async function iconsOf({ root, publicDir }: AstroConfig): Promise<Readonly<Record<string, IconFile>>> {
  const { palette } = await readLook({ root, publicDir, avatar: undefined });
  return siteIcons(site, palette);
}

async function writeUnlessThere(file: URL, { draw }: IconFile): Promise<void> {
  if (!(await isThere(file))) await writeFile(file, await draw());
}

/** Answers for the icons while developing, in the colours that `content/theme.css` has now. */
function answerIcons(config: AstroConfig): Handler {
  return async (request, response, next) => {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://dev.invalid');
      const name = pathname.slice(pathname.lastIndexOf('/') + 1);
      const atRoot = pathname === `/${name}` || pathname === `${config.base.replace(/\/$/, '')}/${name}`;
      const icon = atRoot ? (await iconsOf(config))[name] : undefined;
      if (icon === undefined || (await isThere(new URL(name, config.publicDir)))) return next();
      response.writeHead(200, { 'content-type': icon.type, 'cache-control': 'no-store' });
      response.end(await icon.draw());
    } catch (error) {
      next(error);
    }
  };
}

async function isThere(file: URL): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => Promise<void>;
