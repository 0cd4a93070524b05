import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import color from 'picocolors';
import site from '#site';
import { kitPage, makeKit } from '../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../syndication/one-step.ts';
import { planWithTexts } from '../syndication/plan-run.ts';
import { sayNotes } from '../syndication/say.ts';

/** Writes the page of a kit, and prints where it is. */
export default async function writeKit(slug: string, { to, from }: Options): Promise<void> {
  const step = onlyStep(await planWithTexts(onOne(slug, to, from)), slug, to);
  const page = kitPage(makeKit(step, site.url));
  const folder = resolve('.byline/kits');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${slug}.${to}.html`);
  await writeFile(file, page);
  console.log(`${color.green('✓')} Open it in a browser: file://${encodeURI(file)}`);
  sayNotes(step);
  console.log(color.dim(`Once it is out: npx byline published ${slug} --to ${to} <its address>`));
}

interface Options {
  readonly to: string;
  readonly from: string;
}
