export { type Compile, createCompiler } from './compile.ts';
export type { Compiled, Remark, Source } from './compiled.ts';
export type { PipelineOptions } from './pipeline.ts';
