import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import color from 'picocolors';
import site from '#site';
import { previewPage, type Step } from '../../integrations/syndication/index.ts';
import { chosen, planWithTexts } from '../syndication/plan-run.ts';
import { sayNotes } from '../syndication/say.ts';

/** Writes a page for each edition, and prints where they are. */
export default async function writePreviews(slug: string, { to, from }: Options): Promise<void> {
  const steps = await planWithTexts({ from, only: chosen([slug], to) });
  if (steps.length === 0) console.log(`“${slug}” goes to no channel.`);
  const folder = resolve('.byline/previews');
  await mkdir(folder, { recursive: true });
  for (const step of steps) await write(step, folder);
}

async function write(step: Step, folder: string): Promise<void> {
  const file = join(folder, `${step.post}.${step.channel.id}.html`);
  await writeFile(file, previewPage(step, site.url));
  console.log(`${color.green('✓')} ${step.channel.id}: file://${encodeURI(file)}`);
  sayNotes(step);
}

interface Options {
  readonly to?: string;
  readonly from: string;
}
