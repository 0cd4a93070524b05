import { fontFolder, openFontFiles } from './font-files.ts';
import { fontsFrom } from './fonts.ts';
import { plainText } from './page-tags.ts';

/** Finds the characters of a text that no font of the share images has. */
export function missingFinder(): (text: string) => readonly string[] {
  const fonts = fontsFrom(openFontFiles(fontFolder));
  return (text) => fonts.cover([{ text: plainText(text), weight: 700 }]).missing;
}
