import { join } from 'node:path';
import { openDiskCache } from '../../build-cache/disk-cache.ts';
import { engineFingerprint } from '../../build-cache/fingerprint.ts';
import { compiledSchema } from '../../markdown/compiled.ts';
import { authorsComponents } from '../authors-components.ts';
import { createCachedCompiler } from '../compile/compile-cached.ts';
import { markdownFolder, textFolder } from '../text-folder.ts';
import type { CompilerFor } from './check-compiled.ts';

/**
 * The build's compiler with the build's cache: what the one has compiled, the other finds. What is compiled
 * for a preview has entries of its own: it may show what readers do not get yet.
 *
 * @param root the project's folder
 */
export function cachedCompilerFor(root: string): CompilerFor {
  return async (index, isPreview) => {
    const engine = await engineFingerprint(root);
    const fingerprint = isPreview ? `${engine} preview` : engine;
    const compiler = createCachedCompiler({
      cache: await openDiskCache(join(root, textFolder), compiledSchema, Date.now),
      options: { components: await authorsComponents(root) },
      root,
      keepThreads: false,
      fingerprint,
      markdown: isPreview ? undefined : { folder: join(root, markdownFolder), fingerprint },
      index: async () => index,
    });
    return (sources) => compiler.compile(sources);
  };
}
