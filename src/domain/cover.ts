/** A size of picture a platform shows above a post. */
export interface CoverSize {
  /** Stands in the picture's file name: `dev` for `/og/posts/hello.dev.png`. Equal sizes have one name. */
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Where the cover of a size is, by the address of a page's share image: `…/og/posts/hello.png` → `…/hello.dev.png`. */
export function coverAddress(shareImage: string, { name }: CoverSize): string {
  return shareImage.replace(/\.png$/, `.${name}.png`);
}
