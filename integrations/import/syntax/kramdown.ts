import { comment, fence } from '../html/markdown-parts.ts';
import { outsideCode } from '../html/translate-tags.ts';

/**
 * What kramdown, Jekyll's Markdown, has beside Markdown: attribute lists (`{: .class #id}`), `{:toc}` and
 * extensions (`{::comment}`). Chirpy's prompts become callouts; a name of a heading stays one.
 */
export function translateKramdown(body: string): string {
  if (!body.includes('{:')) return body;
  const titled = body.replace(afterFence, (_, open: string, code: string, close: string, title: string) =>
    fence(code, { lang: open.replace(/^[`~]+/, '').trim(), title }).replace(/^`+|`+$/g, close),
  );
  return outsideCode(titled, (text) =>
    extensions.reduce((changed, [pattern, instead]) => changed.replace(pattern, instead), text),
  );
}

/** A fence of code with `{: file="a.js" }` below it. */
const afterFence =
  /^((?:`{3,}|~{3,})[^\n`]*)\n([\s\S]*?)\n(`{3,}|~{3,})\n\{:[^}\n]*\bfile="([^"]*)"[^}\n]*\}[ \t]*$/gm;

const prompts: Readonly<Record<string, string>> = {
  tip: 'TIP',
  info: 'NOTE',
  warning: 'WARNING',
  danger: 'CAUTION',
};

type Extension = [pattern: RegExp, instead: (...found: string[]) => string];

const extensions: readonly Extension[] = [
  [/\{::comment\}([\s\S]*?)\{:\/(?:comment)?\}/g, (_, inner = '') => comment(inner)],
  // Chirpy: a quotation with `{: .prompt-tip }` below it.
  [
    /^((?:>[^\n]*\n)+)\{:[^}\n]*\.prompt-(tip|info|warning|danger)\b[^}\n]*\}[ \t]*$/gm,
    (_, text = '', kind = '') => `> [!${prompts[kind]}]\n${text.trimEnd()}`,
  ],
  // A table of contents takes the place of the list before it.
  [/^[ \t]*(?:[-*+]|\d+\.)[^\n]*\n\{:[ \t]*toc\b[^}\n]*\}[ \t]*$/gim, () => ''],
  // The name of a heading.
  [
    /^(#{1,6}[ \t]+)([^\n]*?)[ \t]*\n?\{:[^}\n]*#([\w-]+)[^}\n]*\}[ \t]*$/gm,
    (_, marks = '', words = '', id = '') => `${marks}<a id="${id}"></a>${words}`,
  ],
  [/^[ \t>]*\{:(?![:/])[^}\n]*\}[ \t]*(?:\n|$)/gm, () => ''],
  [/(?<=\S)[ \t]?\{:(?![:/])[^}\n]*\}/g, () => ''],
  [/\{::(?:options|nomarkdown)[^}\n]*\/?\}|\{:\/(?:nomarkdown)?\}/g, () => ''],
];
