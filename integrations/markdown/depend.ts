import type { VFile } from 'vfile';

/** Says that what a text compiles to depends on other files, absolute paths, there or not. */
export function depend(file: VFile, ...paths: readonly string[]): void {
  const known = (file.data['dependencies'] as string[] | undefined) ?? [];
  file.data['dependencies'] = [...new Set([...known, ...paths])];
}
