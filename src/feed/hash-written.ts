import { offerIn, type WrittenPost } from '#library';
import { readOriginal, readWritten } from '#texts';

/**
 * SHA-256, in hex, of what the author wrote: the text below the front matter, the pictures in it byte for byte, and the
 * offers whose cards stand in it. It does not depend on how the engine renders them.
 */
export async function hashWritten(post: WrittenPost): Promise<string> {
  const shown = await Promise.all((await post.shownOffers()).map((id) => offerIn(id, post.lang)));
  const pictures = await Promise.all(
    (await post.pictures()).map(async (file) => sha256(await readOriginal(file))),
  );
  const text = await readWritten(post.file);
  const said = shown.map(({ id, title, description, price, per }) => [
    ...[id, title, description, price ?? null],
    ...(per === undefined ? [] : [per]),
  ]);
  return sha256(new TextEncoder().encode(JSON.stringify([text, pictures, said])));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
