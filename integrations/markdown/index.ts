import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import { gather, isOut, type Millis, pagePath } from '#domain';
import site from '#site';
import { pipeline } from './pipeline.ts';
import { type Content, readContent } from './read-content.ts';

export { type Content, type Filed, readContent } from './read-content.ts';

/** Markdown and MDX by our pipeline; content that does not fit stops the build, every problem in one run. */
export default function markdown(): AstroIntegration[] {
  return [contentPipeline(), mdx()];
}

function contentPipeline(): AstroIntegration {
  return {
    name: 'byline:markdown',
    hooks: {
      'astro:config:setup': async ({ config, updateConfig, command }) => {
        const content = await readContent(fileURLToPath(config.root), site);
        if (command === 'build' && content.problems.length > 0) throw gather(content.problems);
        updateConfig({
          markdown: { syntaxHighlight: false, processor: pipeline() },
          redirects: redirectsOf(content, Date.now()),
          vite: quiet,
        });
      },
    },
  };
}

/** Old address → page, for every post that is out. */
function redirectsOf({ posts }: Content, now: Millis): Record<string, string> {
  const out = posts.map(({ noun }) => noun).filter((post) => isOut(post, now));
  const pairs = out.flatMap((post) =>
    post.redirects.map((from) => [from, pagePath('posts', post.slug, post.lang, site)] as const),
  );
  return Object.fromEntries(pairs);
}

// Astro marks each compiled MDX file with a directive that the bundler warns of and nobody can act on.
const quiet: NonNullable<AstroUserConfig['vite']> = {
  build: {
    rolldownOptions: {
      onLog: (level, log, next) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : next(level, log)),
    },
  },
};
