import { fileURLToPath } from 'node:url';
import type { AstroUserConfig } from 'astro';

const NAME = 'byline:beacon-part/';

/**
 * Gives the beacon the addresses of its other files: `byline:beacon-part/send-form` exports that of `send-form.ts` by
 * default. An `import()` of such an address costs no bytes; for one of a path, Vite adds 900 to the file it stands in.
 */
export function beaconParts(): VitePlugin {
  return {
    name: NAME,
    resolveId: (asked) => (asked.startsWith(NAME) ? `\0${asked}` : undefined),
    load(asked) {
      if (!asked.startsWith(`\0${NAME}`)) return undefined;
      const name = asked.slice(`\0${NAME}`.length);
      const id = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
      const file = this.emitFile({ type: 'chunk', id, name, preserveSignature: 'strict' });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}

type VitePlugin = Extract<
  NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number],
  { readonly name: string }
>;
