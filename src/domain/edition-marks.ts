/**
 * What the HTML of a post says of itself to the recipes of editions, as attributes. Readers' HTML has none of them.
 * The names are those of hast properties; in HTML `dataBylineMath` is `data-byline-math`.
 */
export const editionMarks = {
  /** On a formula: `inline` or `block`. Its text is the TeX between `$` or `$$`. */
  math: 'dataBylineMath',
  /** On a `<pre>`: `mermaid`. Its text is the source of the diagram. */
  diagram: 'dataBylineDiagram',
  /** On the paragraph above a `<pre>` that holds the title of the code. */
  codeTitle: 'dataBylineCodeTitle',
  /** On a `<blockquote>`: the kind of the callout, `note`, `tip`, `important`, `warning` or `caution`. */
  callout: 'dataBylineCallout',
  /** On the first paragraph of a callout or a tab: its title. */
  title: 'dataBylineTitle',
  /** On the box around tabs. */
  tabs: 'dataBylineTabs',
  /** On the box of one tab: its label. */
  tab: 'dataBylineTab',
  /** On the box around the list of steps. */
  steps: 'dataBylineSteps',
  /** On a paragraph that offers something: the kind of the offer. It holds a label, a link and a description. */
  offer: 'dataBylineOffer',
  /** On the same paragraph: the price as people read it. */
  price: 'dataBylinePrice',
  /** On a `<sup>`: the name of the footnote its number stands for. */
  noteNumber: 'dataBylineNoteNumber',
  /** On the `<section>` of the footnotes. */
  notes: 'dataBylineNotes',
  /** On a list item of that section: the name of the footnote. */
  note: 'dataBylineNote',
  /** On a link that leads from a footnote back to its number. */
  noteBack: 'dataBylineNoteBack',
  /** On an `<img>`: the picture itself as the author made it, an address of the site that lasts. */
  original: 'dataBylineOriginal',
} as const;

/** The name of one mark. */
export type EditionMark = keyof typeof editionMarks;
