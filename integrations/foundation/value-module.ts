import type { AstroUserConfig } from 'astro';

/**
 * Gives pages a module of values that are known when a build begins.
 *
 * @param name what pages import, such as `byline:audience`; its types are in `src/env.d.ts`
 * @param values name of an export → its value, which JSON can hold
 */
export function valueModule(name: string, values: Readonly<Record<string, unknown>>): VitePlugin {
  const id = `\0${name}`;
  const lines = Object.entries(values).map(
    ([key, value]) => `export const ${key} = ${JSON.stringify(value)};`,
  );
  return {
    name,
    resolveId: (asked: string) => (asked === name ? id : undefined),
    load: (asked: string) => (asked === id ? lines.join('\n') : undefined),
  };
}

type VitePlugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
