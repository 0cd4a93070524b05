/**
 * LinkedIn's “little text”: a sign it takes for its own and that is not escaped ends the post there, without a word. An
 * address stays as it is, since a backslash would lead elsewhere.
 *
 * @example escapeLittleText('CAP (durable) #1') // 'CAP \\(durable\\) \\#1'
 */
export function escapeLittleText(text: string): string {
  return text.replaceAll(addressOrSign, (found) => (found.length > 1 ? found : `\\${found}`));
}

/** An address up to a space, a Chinese mark or a bracket that it did not open; or a sign of LinkedIn's. */
const addressOrSign =
  /https?:\/\/(?:[^\s()[\]<>{}|\\\u3000-\u303F\uFF00-\uFFEF]|\([^\s()]*\))+|[\\|{}@[\]()<>#*_~]/g;
