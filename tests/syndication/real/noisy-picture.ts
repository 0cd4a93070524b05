import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

/** A PNG of chance, which no compression makes smaller. Sizes in pixels. */
export async function noisyPicture(width: number, height: number): Promise<Uint8Array> {
  const raw = { width, height, channels: 3 } as const;
  return new Uint8Array(
    await sharp(randomBytes(width * height * 3), { raw })
      .png()
      .toBuffer(),
  );
}
