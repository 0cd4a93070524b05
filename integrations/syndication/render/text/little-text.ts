/**
 * LinkedIn's “little text”: a sign it takes for its own and that is not escaped ends the post there, without a word.
 *
 * @example escapeLittleText('CAP (durable) #1') // 'CAP \\(durable\\) \\#1'
 */
export function escapeLittleText(text: string): string {
  return text.replaceAll(/[\\|{}@[\]()<>#*_~]/g, '\\$&');
}
