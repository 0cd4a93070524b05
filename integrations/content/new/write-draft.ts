import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Lang, type Millis, Problem, type Site } from '#domain';
import type { Filed } from '../nouns.ts';
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
  const { posts, offers, projects, testimonials, talks, pages } = await readContent(root, site);
  const named = {
    post: posts.map(({ noun, file }) => ({ slug: noun.slug, lang: noun.lang, id: noun.id, file })),
    offer: offers.map(({ noun, file }) => ({ slug: noun.id, lang: noun.lang, id: undefined, file })),
    project: projects.map(slugged),
    testimonial: testimonials.map(slugged),
    talk: talks.map(slugged),
    page: pages.map(slugged),
  }[what];
  const other = named.find(
    ({ slug, lang: theirs, id }) =>
      (slug === draft.slug && theirs === lang) || (draft.id !== undefined && id === draft.id),
  );
  if (other !== undefined) throw taken(other.file, 'called the same');
}

function slugged({ noun, file }: Filed<{ slug: string; lang: Lang }>) {
  return { slug: noun.slug, lang: noun.lang, id: undefined, file };
}

function taken(file: string, how: string): Problem {
  return new Problem(`${file} is ${how}`, {
    hint: 'Give the new one another title, or a name: --slug other-name',
  });
}
