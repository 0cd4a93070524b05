import { readTag } from '#domain';

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
