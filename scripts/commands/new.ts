import { Argument, Command, Option } from 'commander';
import pc from 'picocolors';
import { mainLanguage } from '#domain';
import site from '#site';
import { kindsOf, type Wish } from '../../integrations/markdown/new/draft.ts';
import { writeDraft } from '../../integrations/markdown/new/write-draft.ts';
import { writeEditorSchemas } from '../../integrations/markdown/schema/write-schemas.ts';
import { requireOwner } from '../sample-site.ts';

/** `byline new` */
export default function create(): Command {
  return new Command('new')
    .description(
      'Begin a post, a project, an offer, a testimonial, a talk or a page: a draft with the front matter it needs.',
    )
    .addArgument(
      new Argument('<what>', 'what to begin').choices([
        'post',
        'project',
        'offer',
        'testimonial',
        'talk',
        'page',
      ]),
    )
    .argument('<title>', 'its title; the file is named after it')
    .option('--lang <language>', `a language of the site: ${site.languages.join(', ')}`, mainLanguage(site))
    .addOption(
      new Option('--kind <kind>', 'of an offer or a talk (default: consulting, talk)').choices(
        Object.values(kindsOf).flat(),
      ),
    )
    .option('--slug <name>', 'its file name and address, if not from the title')
    .action(begin);
}

async function begin(what: Wish['what'], title: string, { lang, kind, slug }: Options): Promise<void> {
  requireOwner('byline new');
  const { file } = await writeDraft(process.cwd(), { what, title, lang, kind, slug }, site, Date.now);
  await writeEditorSchemas(process.cwd());
  console.log(file);
  console.error(
    pc.dim('It is a draft: it shows in `npm run dev`, and goes out once you take `draft: true` away.'),
  );
}

interface Options {
  readonly lang: string;
  readonly kind?: Wish['kind'];
  readonly slug?: string;
}
