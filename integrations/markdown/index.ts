import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import { gather } from '#domain';
import site from '#site';
import { pipeline } from './pipeline.ts';
import { readContent } from './read-content.ts';

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
        updateConfig({ markdown: { syntaxHighlight: false, processor: pipeline() }, vite: quiet });
        if (command === 'build') await refuseBrokenContent(fileURLToPath(config.root));
      },
    },
  };
}

async function refuseBrokenContent(root: string): Promise<void> {
  const { problems } = await readContent(root, site);
  if (problems.length > 0) throw gather(problems);
}

// Astro marks each compiled MDX file with a directive that the bundler warns of and nobody can act on.
const quiet: NonNullable<AstroUserConfig['vite']> = {
  build: {
    rolldownOptions: {
      onLog: (level, log, next) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : next(level, log)),
    },
  },
};
