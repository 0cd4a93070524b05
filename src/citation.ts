/** A post as BibTeX has it: an `@online` entry of biblatex, which knows days. */
export function bibtexOf({ key, author, title, day, url }: Cited): string {
  return `@online{${key.replaceAll(/[\s,{}%#"\\~]+/g, '-')},
  author = {{${escaped(author)}}},
  title  = {{${escaped(title)}}},
  date   = {${day}},
  url    = {${url}},
}`;
}

/** Escapes the characters that TeX would read as commands. */
function escaped(text: string): string {
  return text.replaceAll(/[\\{}&%$#_~^]/g, (character) => commands[character] ?? `\\${character}`);
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** The post to cite. */
export interface Cited {
  readonly key: string;
  readonly author: string;
  readonly title: string;
  /** `2026-10-16` */
  readonly day: string;
  /** Whole. */
  readonly url: string;
}
