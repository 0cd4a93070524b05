const key = Symbol.for('byline.renewedTexts');

// Pages run in the bundle, who says what was renewed in Node's modules: the two share only globals.
const shared = globalThis as { [key]?: ReadonlyMap<string, string> };

/** Says which texts have changed since the content was bundled: mark in the bundle → mark of the text as it is. */
export function renewTexts(renewed: ReadonlyMap<string, string>): void {
  shared[key] = renewed;
}

/** The mark of a text as it is now, by its mark in the bundled content. */
export function currentMark(mark: string): string {
  return shared[key]?.get(mark) ?? mark;
}
