import pc from 'picocolors';
import { mainLanguage } from '#domain';
import site from '#site';
import type { Wish } from '../../integrations/content/new/draft.ts';
import { writeDraft } from '../../integrations/content/new/write-draft.ts';
import { writeEditorSchemas } from '../../integrations/content/schema/write-schemas.ts';
import { requireOwner } from '../sample-site.ts';

/** Writes a draft and prints its file. */
export default async function begin(
  what: Wish['what'],
  title: string,
  { lang = mainLanguage(site), kind, slug }: Options,
): Promise<void> {
  requireOwner('npx byline new');
  const { file } = await writeDraft(process.cwd(), { what, title, lang, kind, slug }, site, Date.now);
  await writeEditorSchemas(process.cwd());
  console.log(file);
  console.error(
    pc.dim('It is a draft: it shows in `npm run dev`, and goes out once you take `draft: true` away.'),
  );
}

interface Options {
  readonly lang?: string;
  readonly kind?: Wish['kind'];
  readonly slug?: string;
}
