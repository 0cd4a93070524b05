/** A size of picture a platform shows above a post, in pixels. */
export interface CoverSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Where the cover of a size is, by the address of a page's share image: `…/og/posts/hello.png` →
 * `…/og/posts/hello.1000x420.png`. Equal sizes are one picture, whichever platform wants them.
 */
export function coverAddress(shareImage: string, { width, height }: CoverSize): string {
  return shareImage.replace(/\.png$/, `.${width}x${height}.png`);
}
