/** A picture of an ICO file. */
export interface IcoPicture {
  /** Pixels a side, at most 256. */
  readonly size: number;
  readonly png: Buffer;
}

/** Packs PNGs into one ICO file: a header, an entry of 16 bytes for each, then the pictures as they are. */
export function packIco(pictures: readonly IcoPicture[]): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = HEADER + ENTRY * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = entryOf(size, png.length, offset);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

function entryOf(size: number, length: number, offset: number): Buffer {
  const entry = Buffer.alloc(ENTRY);
  // A side of 256 is written as 0.
  entry.writeUInt8(size % 256, 0);
  entry.writeUInt8(size % 256, 1);
  entry.writeUInt16LE(1, 4);
  entry.writeUInt16LE(32, 6);
  entry.writeUInt32LE(length, 8);
  entry.writeUInt32LE(offset, 12);
  return entry;
}

const [HEADER, ENTRY] = [6, 16];
