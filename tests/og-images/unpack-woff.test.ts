import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { fontFileUrl } from '../../integrations/og-images/font-folder.ts';
import { unpackWoff } from '../../integrations/og-images/unpack-woff.ts';

const read = (name: string) => readFileSync(fontFileUrl(`noto-sans-sc/${name}`));

test.each(['106-700', 'latin-400'])('%s', (name) => {
  const [packed, font] = [create(read(name)), create(unpackWoff(read(name)))];
  for (const text of ['AV “Latin”', '①②']) {
    expect(font.layout(text).advanceWidth).toBe(packed.layout(text).advanceWidth);
  }
});

test('every table is where the header says, whole', () => {
  const font = unpackWoff(read('latin-400'));
  const count = font.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, index) => 12 + 16 * index);
  expect(count).toBeGreaterThan(8);
  for (const record of records) {
    const [checksum, offset, length] = [4, 8, 12].map((at) => font.readUInt32BE(record + at));
    const table = font.subarray(offset, (offset ?? 0) + (length ?? 0));
    expect(table.length).toBe(length);
    if (font.toString('latin1', record, record + 4) !== 'head') expect(sumOf(table)).toBe(checksum);
  }
});

/** As OpenType has it: the sum of all words of 32 bits. */
function sumOf(table: Buffer): number {
  const padded = Buffer.concat([table, Buffer.alloc(3)]);
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + padded.readUInt32BE(at)) % 2 ** 32;
  return sum;
}
