/** What the search says, as its markup brings it along; `{count}` and `{query}` are filled in. */
export interface PanelWords {
  readonly loading: string;
  readonly failed: string;
  readonly none: string;
  readonly near: string;
  readonly one: string;
  readonly many: string;
  readonly more: string;
  /** Between two sentences. */
  readonly space: string;
  /** What each kind of page is called, many of them. */
  readonly kinds: Readonly<Record<string, string>>;
}

export function wordsOf(panel: HTMLElement): PanelWords {
  return JSON.parse(panel.dataset['words'] ?? '{}');
}

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
