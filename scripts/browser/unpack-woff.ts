import { inflateSync } from 'node:zlib';

/**
 * A WOFF 1.0 font as the plain TrueType font it was packed from (https://www.w3.org/TR/WOFF/): the only
 * form in which Chromium takes a font from the system.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const tables = readTables(woff);
  const parts: Buffer[] = [header(woff.readUInt32BE(4), tables.length)];
  let offset = 12 + 16 * tables.length;
  for (const { tag, checksum, data } of tables) {
    parts.push(directoryEntry(tag, checksum, offset, data.length));
    offset += padded(data.length);
  }
  for (const { data } of tables) parts.push(data, Buffer.alloc(padded(data.length) - data.length));
  return Buffer.concat(parts);
}

function readTables(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const entry = 44 + 20 * index;
    const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at));
    const bytes = woff.subarray(offset, (offset ?? 0) + (packed ?? 0));
    const data = packed === length ? bytes : inflateSync(bytes);
    return { tag: woff.readUInt32BE(entry), checksum: woff.readUInt32BE(entry + 16), data };
  });
}

function header(flavor: number, count: number): Buffer {
  const log = Math.floor(Math.log2(count));
  const searchRange = 16 * 2 ** log;
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(flavor, 0);
  [count, searchRange, log, 16 * count - searchRange].forEach((value, at) => {
    bytes.writeUInt16BE(value, 4 + 2 * at);
  });
  return bytes;
}

function directoryEntry(...fields: number[]): Buffer {
  const bytes = Buffer.alloc(16);
  fields.forEach((value, at) => {
    bytes.writeUInt32BE(value, 4 * at);
  });
  return bytes;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

interface Table {
  readonly tag: number;
  readonly checksum: number;
  readonly data: Buffer;
}
