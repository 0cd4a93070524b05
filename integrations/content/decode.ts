import iconv from 'iconv-lite';
import jschardet from 'jschardet';

/** A text and its encoding, or why the bytes are no text. */
export type Decoded =
  | { readonly text: string; readonly encoding: string; readonly sure: boolean }
  | { readonly text: null; readonly reason: string };

/**
 * Bytes → text with `\n` line breaks. UTF-8 when the bytes are valid UTF-8, whatever a guess would say;
 * then UTF-16, GB18030 (GBK), Big5 and the others by what the bytes look like.
 */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = utf16Of(bytes) ?? (isUtf8(bytes) ? 'UTF-8' : guess(bytes));
  if (encoding === null || !iconv.encodingExists(encoding)) {
    return {
      text: null,
      reason: `its encoding${encoding === null ? '' : `, ${encoding},`} could not be read`,
    };
  }
  const text = iconv.decode(Buffer.from(bytes), encoding).replace(/\r\n?/g, '\n');
  if (isBinary(text)) return { text: null, reason: 'it is not a text' };
  return { text, encoding, sure: encoding === 'UTF-8' || !text.includes('\uFFFD') };
}

/** One stray control character is a slip of an editor; many are no text. */
function isBinary(text: string): boolean {
  const head = [...text.slice(0, 4096)];
  const odd = head.filter(
    (letter) => (letter < ' ' && !'\t\n\v\f'.includes(letter)) || /\p{Cn}/u.test(letter),
  );
  return text.includes('\0') || odd.length > head.length / 100;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** By its mark, or because every other byte of Latin text, spaces and line breaks is zero. */
function utf16Of(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  const zeros = [0, 0];
  const head = bytes.subarray(0, 4096);
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 50 && even === 0) return 'UTF-16LE';
  return even > head.length / 50 && odd === 0 ? 'UTF-16BE' : null;
}

/** A short text gives a guesser little to go by; Chinese that decodes without a hole is then likelier than not. */
function guess(bytes: Uint8Array): string | null {
  const { encoding, confidence } = jschardet.detect(Buffer.from(bytes.subarray(0, 65_536)));
  const chinese = /^(GB|Big5)/i.test(encoding ?? '');
  const utf16 = /^utf-?16-?(le|be)$/i.exec(encoding ?? '')?.[1];
  if (utf16 !== undefined) return `UTF-16${utf16.toUpperCase()}`;
  if (encoding !== null && (chinese || confidence > 0.5)) return /^GB/i.test(encoding) ? 'GB18030' : encoding;
  return iconv.decode(Buffer.from(bytes), 'GB18030').includes('\uFFFD') ? encoding : 'GB18030';
}
