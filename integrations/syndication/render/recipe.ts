import type { EditionTag, Lang, Tagging } from '#domain';

/**
 * THE SEAM between a post and what a platform is sent. A recipe turns a post into one dialect of Markdown, HTML or
 * plain text. It is pure: no disk, no network, no clock. The same source gives the same result, so what is previewed
 * and counted is what is sent.
 *
 * @example
 * const recipe = markdown({ dialect: 'dev' });
 * const first = recipe.render(source);            // `first.pictures`: what has to be uploaded or drawn
 * const placed = await place(first.pictures);     // the effect: draws, fits, uploads
 * const ready = recipe.render({ ...source, placed });
 */
export interface Recipe {
  /** `gfm`, `dev`, `wechat` …: names the dialect in the ledger and in the preview. */
  readonly dialect: string;
  /** Goes up when the result for the same source changes. */
  readonly version: number;
  readonly form: BodyForm;
  /** `pictures` where the platform draws no Mermaid, so that a diagram has to be a picture. @default it stays as code */
  readonly diagrams?: 'pictures' | 'code';
  render(source: RecipeSource): Rendered;
}

/** What a body is written in. */
export type BodyForm = 'markdown' | 'html' | 'text';

/** A post as a recipe needs it. Everything in it is data. */
export interface RecipeSource {
  readonly title: string;
  /** The author's description, plain text. */
  readonly description: string;
  /** The author's own summary: what one gets by reading on. @default made from the text */
  readonly summary?: string | undefined;
  /** The author's own points, three at most. @default made from the text */
  readonly points?: readonly string[] | undefined;
  /** The author's own words for a short post on this channel, which replace the ones a recipe makes. */
  readonly text?: string | undefined;
  /** The post as HTML with whole addresses and the marks of `marks.ts`. */
  readonly content: string;
  /** The post's address at home, untagged. */
  readonly canonical: string;
  /** The same address, tagged: what a reader follows. */
  readonly link: string;
  /** What the links home are tagged with. */
  readonly tag: Omit<EditionTag, 'content'>;
  /** Where the site lives: links to pages there are links home and get the tag. `https://site.example/blog/` */
  readonly homes: readonly string[];
  readonly tags: readonly string[];
  readonly lang: Lang;
  /** The whole post, or its summary with a link home. */
  readonly form: 'full' | 'summary';
  /** The author's own cover, or the share image. */
  readonly cover?: PictureSource | undefined;
  /** Where each picture of an earlier `render` is now, by its {@link Picture.key}. @default the pictures stay where they are */
  readonly placed?: ReadonlyMap<string, PlacedPicture> | undefined;
  /** The account's own limit of a short post, in the recipe's unit. @default the recipe's */
  readonly most?: number | undefined;
}

/** What a recipe makes. */
export interface Rendered {
  readonly body: string;
  /** The same in plain text, for readers of a mail who see no HTML. */
  readonly plain?: string;
  /** The links and tags in a body of plain text, where the platform wants them told apart. */
  readonly spans?: readonly Span[];
  /** The pictures of the body in the order of the text, each once. */
  readonly pictures: readonly Picture[];
}

/** A stretch of a text. `start` and `end` count in the unit of the recipe's `spans`. */
export interface Span {
  readonly kind: 'link' | 'hashtag' | 'bold';
  readonly start: number;
  /** The first place after it. */
  readonly end: number;
  /** Where a link leads. */
  readonly href?: string;
  /** A hashtag without its `#`. */
  readonly tag?: string;
}

/** A picture of a body: a file at an address, or one that has to be drawn first. */
export type Picture = PictureFile | Drawing;

/** A picture that is a file. */
export interface PictureFile {
  readonly kind: 'picture';
  /** Its name in {@link RecipeSource.placed}. */
  readonly key: string;
  readonly address: string;
  readonly alt: string;
}

/** A formula in TeX or a diagram in Mermaid that the platform cannot draw. */
export interface Drawing {
  readonly kind: 'formula' | 'diagram';
  /** Its name in {@link RecipeSource.placed}. */
  readonly key: string;
  /** TeX, or Mermaid's text. */
  readonly source: string;
  /** A formula in a line of text, not in a line of its own. */
  readonly inline: boolean;
  /** For readers who see no pictures. */
  readonly alt: string;
}

/** Where a picture is now. */
export interface PlacedPicture {
  readonly address: string;
  /** CSS pixels it should take up beside text of 16 pixels. */
  readonly width?: number;
  readonly height?: number;
  /** CSS pixels it reaches below the line, for a formula in a line of text. */
  readonly depth?: number;
}

/** A picture of a post, outside its text. */
export interface PictureSource {
  readonly address: string;
  readonly alt: string;
}

/** Where a post goes, as far as a recipe's source depends on it. */
export interface SourceTarget {
  /** The channel's id. */
  readonly channel: string;
  readonly form: 'full' | 'summary';
  /** The site's own address: links there are tagged, as are links to the post's own site. */
  readonly site: string;
  /** How links home are tagged. @default 'utm' */
  readonly tagging?: Tagging | undefined;
}
