import type { Lang, LayoutName } from '#domain';
import type { WrittenPost } from '#library';
import type { PageAbout } from './page.ts';

/** What the owner's `content/layouts/Header.astro` is given, as ours is. */
export interface HeaderProps {
  /** The page it stands on: its language, title, translations and so on. */
  readonly page: PageAbout;
}

/** What the owner's `content/layouts/Footer.astro` is given, as ours is. */
export interface FooterProps {
  readonly page: PageAbout;
}

/** What the owner's `content/layouts/Home.astro` is given, as ours is. It stands between header and footer. */
export interface HomeProps {
  readonly lang: Lang;
}

/** What the owner's `content/layouts/PostEnd.astro` is given. It stands after the text of each post. */
export interface PostEndProps {
  readonly post: WrittenPost;
}

/** What the owner's `content/layouts/Head.astro` is given. It stands at the end of `<head>`. */
export interface HeadProps {
  readonly page: PageAbout;
}

interface LayoutProps {
  readonly Header: HeaderProps;
  readonly Footer: FooterProps;
  readonly Home: HomeProps;
  readonly PostEnd: PostEndProps;
  readonly Head: HeadProps;
}

/** A component with such props. */
type Layout<Props> = (props: Props) => unknown;

/** Layouts of the owner's, by path, as the bundler brings them along. */
export type LayoutFiles<Name extends LayoutName> = Readonly<
  Record<string, { readonly default: Layout<LayoutProps[Name]> }>
>;

/** The owner's layout of a name; undefined where there is none. */
export function layoutIn<Name extends LayoutName>(
  files: LayoutFiles<Name>,
  name: Name,
): Layout<LayoutProps[Name]> | undefined {
  const [, file] = Object.entries(files).find(([path]) => path.endsWith(`/${name}.astro`)) ?? [];
  return file?.default;
}
