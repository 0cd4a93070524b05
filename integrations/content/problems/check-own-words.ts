import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { langSchema, Problem, type Site } from '#domain';
import { lackingWords, ownFile } from '#strings';

/** Files in `content/strings/` that nobody reads, as they are not named after a language. */
export async function strayWords(root: string): Promise<Problem[]> {
  const names = await readdir(join(root, 'content/strings')).catch(() => []);
  const stray = names.filter(
    (name) => /(?<!\.d)\.ts$/.test(name) && !isLanguage(name.slice(0, -'.ts'.length)),
  );
  return stray.sort().map((name) => {
    const hint =
      'Name it after a language, such as zh.ts, en.ts or zh-TW.ts. What such a file imports goes into a folder.';
    return new Problem('this file is not named after a language', {
      place: { file: `content/strings/${name}` },
      hint,
    });
  });
}

/** Languages of the site that only the owner has words for, where some words are missing. */
export function lackingLanguages({ languages }: Site): Problem[] {
  return languages
    .map((lang) => ({ lang, lacking: lackingWords(lang) }))
    .filter(({ lacking }) => lacking.length > 0)
    .map(({ lang, lacking }) => {
      const message = `${lacking.length} words are missing, and English stands in for them: ${listed(lacking)}`;
      const hint = 'src/strings/en.ts has all of them.';
      return new Problem(message, { place: { file: ownFile(lang) }, hint });
    });
}

function listed(keys: readonly string[]): string {
  return keys.length > SHOWN ? `${keys.slice(0, SHOWN).join(', ')} …` : keys.join(', ');
}

function isLanguage(name: string): boolean {
  return langSchema.safeParse(name).success;
}

const SHOWN = 12;
