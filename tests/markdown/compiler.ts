import type { CompilerFor } from '../../integrations/content-layer/checks/check-compiled.ts';
import { createCompiler } from '../../integrations/markdown/compile.ts';

/** The build's compiler without its threads and its cache, which the tests of `byline check` itself use. */
export const compilerFor: CompilerFor = async (index) => {
  const compile = createCompiler({ index, components: ['Mine'] });
  return (sources) =>
    Promise.all(sources.map(async (source) => ({ source, compiled: await compile(source) })));
};
