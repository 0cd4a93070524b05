/**
 * Draws an SVG as a PNG, on a thread of libuv's. Full colour: finding a palette takes longer than all the rest, and
 * harder packing gains a tenth.
 */
export async function toPng(svg: Uint8Array): Promise<Buffer> {
  // Loaded while a thread draws what comes here.
  const { default: sharp } = await import('sharp');
  return sharp(svg).removeAlpha().png({ compressionLevel: 2 }).toBuffer();
}
