import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import site from '#site';

/**
 * Shows comments below posts, where `comments` in the settings names a system. The system's script comes from the
 * site itself, and only when a reader scrolls to the comments; without the setting no page has any of it.
 */
export default function comments(): AstroIntegration {
  return {
    name: 'byline:comments',
    hooks: {
      'astro:config:setup': ({ injectScript }) => {
        const [system] = Object.keys(site.comments ?? {});
        if (system === undefined) return;
        injectScript('page-ssr', `import ${fileNamed('comments.css')};`);
        injectScript('page', startScript(system));
      },
    },
  };
}

/** What a page runs: all injected scripts become one module, so what is imported has a name of its own there. */
function startScript(system: string): string {
  return `import { start as startComments } from ${fileNamed('start.ts')};
startComments(() => import(${fileNamed(`systems/${system}.ts`)}));`;
}

/** A file of this wing, as an import names it. */
function fileNamed(name: string): string {
  return JSON.stringify(fileURLToPath(new URL(`./${name}`, import.meta.url)).replaceAll('\\', '/'));
}
