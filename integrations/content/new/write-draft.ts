import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Millis, Problem, type Site } from '#domain';
import { folderOfKind } from '../kinds.ts';
import { filedIn } from '../nouns.ts';
import { unknownLanguage } from '../problems/check-languages.ts';
import { readContent } from '../read-content.ts';
import { type Draft, draftOf, type Wish } from './draft.ts';

/** Writes the file for a wish and says which. Nothing that is there is overwritten. */
export async function writeDraft(root: string, wish: Wish, site: Site, now: () => Millis): Promise<Draft> {
  refuseOddWish(wish, site);
  const draft = draftOf(wish, site, now());
  await refuseTaken(root, wish, draft, site);
  await mkdir(dirname(join(root, draft.file)), { recursive: true });
  await writeFile(join(root, draft.file), draft.text, { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? taken(draft.file, 'there already') : error;
    },
  );
  return draft;
}

function refuseOddWish({ lang, title }: Wish, site: Site): void {
  if (title.trim() === '')
    throw new Problem('the title is empty', { hint: 'Type: npx byline new post "My title"' });
  if (!site.languages.includes(lang)) throw unknownLanguage(lang, site);
}

/** Another file may have the address or the id: `a/index.mdx`, or a name that was changed. */
async function refuseTaken(root: string, { what, lang }: Wish, draft: Draft, site: Site): Promise<void> {
  const content = await readContent(root, site);
  const other = filedIn(content, [folderOfKind(what)]).find(({ noun }) => {
    const isSame = (noun.slug ?? noun.id) === draft.slug && noun.lang === lang;
    return isSame || (draft.id !== undefined && noun.id === draft.id);
  });
  if (other !== undefined) throw taken(other.file, 'called the same');
}

function taken(file: string, how: string): Problem {
  return new Problem(`${file} is ${how}`, {
    hint: 'Give the new one another title, or a name: --slug other-name',
  });
}
