import { recordStaticImage } from 'astro/app';
import type { AboutPage } from './cached-page.ts';

type Picture = AboutPage['pictures'][number];
type Transform = Picture['transform'];

/** The pictures a build made, for pages that are rendered again without one. */
export interface KnownPictures {
  /** Whether a page asked for one that was never made. */
  readonly wasAsked: () => boolean;
}

/** Answers pages that ask for a picture in a size and a format, as Astro's build does, with what there is. */
export function answerWithPictures(pictures: readonly Picture[]): KnownPictures {
  const known = new Map(pictures.map((picture) => [keyOf(picture.transform), picture]));
  let wasAsked = false;
  globalThis.astroAsset = {
    referencedImages: new Set(),
    addStaticImage: (transform) => {
      const picture = known.get(keyOf(transform));
      wasAsked ||= picture === undefined;
      if (picture === undefined) return '';
      recordStaticImage(picture);
      return encodeURI(picture.finalPath);
    },
  };
  return { wasAsked: () => wasAsked };
}

/** A picture beside a text is an object, of which only the address says which it is. */
function keyOf({ src, ...how }: Transform): string {
  return JSON.stringify([typeof src === 'string' ? src : src.src, how]);
}
