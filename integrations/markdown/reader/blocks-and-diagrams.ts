import { start as startBlocks } from './blocks.ts';

/** {@link startBlocks}, with what draws diagrams: megabytes of script, which a site without any does not ship. */
export function start(): void {
  startBlocks({ 'figure.mermaid': () => import('./diagrams.ts') });
}
