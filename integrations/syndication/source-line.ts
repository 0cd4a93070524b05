import { inLanguage, type Lang, readTag, type Text } from '#domain';

/** The words before the link of a body's last line: `full` names the source, `summary` invites to read on. */
const words: Record<'full' | 'summary', Text> = {
  full: { en: 'Originally published at: ', zh: '原文：' },
  summary: { en: 'Read the whole post: ', zh: '阅读全文：' },
};

/** What the last line of an edition says before its link, in the post's language, else in English. */
export function closingWords(form: 'full' | 'summary', lang: Lang): string {
  return inLanguage(words[form], lang.startsWith('zh') ? 'zh' : lang);
}

/**
 * Whether a body on a platform is the edition of one post: it links to the post's own address with the
 * post's own tag. A link to it from another post carries that post's tag, and a longer address that starts
 * alike is another page; neither counts. Sees through the escapes Markdown and HTML put into addresses.
 */
export function carriesSource(body: string, source: { canonical: string; post: string }): boolean {
  const plain = unescaped(body);
  return spellings(source.canonical).some((address) =>
    plain
      .split(`${address}?`)
      .slice(1)
      .some((rest) => readTag(queryAt(rest))?.post === source.post),
  );
}

function queryAt(text: string): URLSearchParams {
  return new URLSearchParams(/^[^\s"'<>()[\]#]*/.exec(text)?.[0]);
}

/** An address as we write it, and as a platform shows it that decodes `%E4%BD%A0`. */
function spellings(address: string): string[] {
  const { href } = new URL(address);
  return [...new Set([href, address, decodeURI(href)])];
}

function unescaped(body: string): string {
  return body.replaceAll(/&(?:amp|#38|#x26);/gi, '&').replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}
