import type { AstroUserConfig } from 'astro';

/**
 * Builds a module of the reader's browser on its own and tells its address as the default export of another, `name`. An
 * `import()` of the address costs a page nothing; one of the path would bring Vite's preloading, two thirds of a kilobyte,
 * to every page.
 */
export function lateModule(name: string, file: string): VitePlugin {
  let reference = '';
  let isBuild = false;
  return {
    name: `late-module:${name}`,
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    buildStart() {
      if (isBuild && this.environment.name === 'client') {
        reference = this.emitFile({ type: 'chunk', id: file, preserveSignature: 'strict' });
      }
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => {
      if (id !== `\0${name}`) return undefined;
      const address = isBuild
        ? `import.meta.ROLLUP_FILE_URL_${reference}`
        : JSON.stringify(`/@fs/${file.replace(/^\//, '')}`);
      return `export default ${address};`;
    },
  };
}

type VitePlugin = Extract<
  NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number],
  { readonly name: string }
>;
