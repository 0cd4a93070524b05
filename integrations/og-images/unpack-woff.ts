import { inflateSync } from 'node:zlib';

/**
 * A WOFF 1 font as the OpenType file it was made from. Whoever is given that file need not unpack it in JavaScript,
 * which takes fontkit a third of a second.
 *
 * @see https://www.w3.org/TR/WOFF/
 */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const font = Buffer.alloc(woff.readUInt32BE(16));
  writeHeader(font, woff.readUInt32BE(4), count);
  let offset = HEADER + RECORD * count;
  for (let index = 0; index < count; index += 1) {
    const { tag, checksum, packed, length } = readEntry(woff, 44 + 20 * index);
    const record = HEADER + RECORD * index;
    font.set(tag, record);
    for (const [at, value] of [checksum, offset, length].entries()) {
      font.writeUInt32BE(value, record + 4 + 4 * at);
    }
    font.set(packed.length < length ? inflateSync(packed) : packed, offset);
    offset += Math.ceil(length / 4) * 4;
  }
  return font;
}

function readEntry(woff: Buffer, at: number): Entry {
  const offset = woff.readUInt32BE(at + 4);
  return {
    tag: woff.subarray(at, at + 4),
    packed: woff.subarray(offset, offset + woff.readUInt32BE(at + 8)),
    length: woff.readUInt32BE(at + 12),
    checksum: woff.readUInt32BE(at + 16),
  };
}

/** The kind of font, how many tables it has, and what helps to find one by halves. */
function writeHeader(font: Buffer, flavour: number, count: number): void {
  const halvings = Math.floor(Math.log2(count));
  const searched = RECORD * 2 ** halvings;
  font.writeUInt32BE(flavour, 0);
  for (const [index, value] of [count, searched, halvings, RECORD * count - searched].entries()) {
    font.writeUInt16BE(value, 4 + 2 * index);
  }
}

const HEADER = 12;
const RECORD = 16;

/** A table. */
interface Entry {
  readonly tag: Buffer;
  /** Deflated where that is shorter. */
  readonly packed: Buffer;
  readonly length: number;
  readonly checksum: number;
}
