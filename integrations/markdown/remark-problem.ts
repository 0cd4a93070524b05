import { Problem } from '#domain';
import type { Remark } from './compiled.ts';

/** What the pipeline had to say of a file, as a person is told. */
export function remarkProblem({ text, hint, line }: Remark, file: string): Problem {
  const place = line === undefined ? { file } : { file, line };
  return new Problem(text, hint === undefined ? { place } : { place, hint });
}
