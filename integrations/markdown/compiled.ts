import { z } from 'zod';

/** One thing the pipeline had to say about a file. */
export const remarkSchema = z.object({
  text: z.string(),
  hint: z.string().optional(),
  /** 1-based, in the file. */
  line: z.number().optional(),
  /** An error stops the build; a warning is shown. */
  isError: z.boolean(),
});

/** A text as the pipeline leaves it: everything pages, feeds and lists need of it. */
export const compiledSchema = z.object({
  /** Text whose MDX has imports, exports or expressions: it is a module, and Astro bundles it; beside this only `isRepeatable`, `importsTexts`, `localImages`, `minutes`, `words` and `offers` are set. */
  isModule: z.boolean(),
  /** Whether running it again gives the same: a module that asks the clock, chance or the network may not. */
  isRepeatable: z.boolean(),
  /** Whether other texts may be part of it: a module that imports them. */
  importsTexts: z.boolean(),
  /** For a page: highlighted, with Astro's marks on pictures and `<byline-component>` where the site fills in. */
  html: z.string(),
  /**
   * For feeds and other platforms: no classes, styles, scripts or ids; whole addresses, where the file has a page. A
   * `<byline-component>` stands where the site fills in a component or one of `pictures`.
   */
  clean: z.string(),
  /** The pictures of `clean` that Astro has yet to place: an `<img>` each, with Astro's mark. */
  pictures: z.string(),
  /**
   * The same text for the recipes of editions: with the attributes of `editionMarks`, and with the pictures as the author
   * made them, at addresses that last.
   */
  marked: z.string(),
  /** Offers whose cards stand in it, by id. */
  offers: z.array(z.string()),
  headings: z.array(z.object({ depth: z.number(), slug: z.string(), text: z.string() })),
  /** Pictures beside the file, as the text names them. */
  localImages: z.array(z.string()),
  /** To read it, whole minutes. */
  minutes: z.number(),
  /** In it, code apart; where no spaces stand between words, characters. */
  words: z.number(),
  remarks: z.array(remarkSchema),
  /** Other files the result depends on, absolute path → SHA-256 of what was read; null where there was none. */
  dependencies: z.record(z.string(), z.string().nullable()),
});

export type Compiled = z.output<typeof compiledSchema>;
export type Remark = z.output<typeof remarkSchema>;

/** A text in which there is nothing. */
export const noText: Compiled = {
  isModule: false,
  isRepeatable: true,
  importsTexts: false,
  html: '',
  offers: [],
  clean: '',
  pictures: '',
  marked: '',
  headings: [],
  localImages: [],
  minutes: 0,
  words: 0,
  remarks: [],
  dependencies: {},
};

/** A file to compile. */
export interface Source {
  /** Absolute. */
  readonly file: string;
  /** The whole file. */
  readonly text: string;
}
