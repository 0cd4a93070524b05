import { emojiFolder, openEmoji } from './emoji.ts';
import { openFontFiles } from './font-files.ts';
import { fontsFrom } from './fonts.ts';
import { plainText } from './page-tags.ts';

/** Finds the characters and emoji of a text that share images cannot draw. */
export function missingFinder(): (text: string) => readonly string[] {
  const fonts = fontsFrom(openFontFiles(), openEmoji(emojiFolder));
  return (text) => fonts.cover([{ text: plainText(text), weight: 700 }]).missing;
}
