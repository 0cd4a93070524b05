import { outsideCode } from '../html/translate-tags.ts';

/** `## Title {#name}`, which Docusaurus, Hugo, VuePress and Pandoc read: the name stays as that of an anchor before the words. */
export function translateHeadingNames(body: string): string {
  if (!body.includes('{#')) return body;
  return outsideCode(body, (text) =>
    text.replace(
      /^([ \t]*#{1,6}[ \t]+)([^\n]*?)[ \t]*(?:\\?\{#([\w\p{L}-]+)[^}\n]*\}|\{\/\*\s*#([\w-]+)\s*\*\/\})[ \t]*$/gmu,
      (_, marks: string, words: string, id: string | undefined, other: string | undefined) =>
        `${marks}<a id="${id ?? other}"></a>${words}`,
    ),
  );
}
