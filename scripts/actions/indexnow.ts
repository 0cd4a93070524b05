import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { Problem, type Site } from '#domain';
import site from '#site';
import {
  type Answer,
  type Changes,
  changesBetween,
  MOST,
  type Pages,
  readPages,
  readSubmitted,
  submit,
  writeSubmitted,
} from '../../integrations/indexnow/index.ts';
import { requireOwner } from '../sample-site.ts';

const file = '.byline/indexnow.json';

/** Tells search engines what changed, and prints it. */
export default async function indexnow({ dryRun = false, from, json = false }: Options): Promise<void> {
  const settings = settingsOf(site, from);
  const now = await readPages(from, site);
  const told = await readSubmitted(file, settings.endpoint);
  const changes = changesBetween(told, now);
  if (!json) printChanges(changes);
  if (!dryRun) requireOwner('npx byline indexnow');
  const answer = dryRun ? undefined : await tell(changes, { now, told, settings });
  if (json) console.log(JSON.stringify({ ...changes, ...(answer === undefined ? {} : { answer }) }, null, 2));
  else if (answer !== undefined) printAnswer(answer);
  if (answer !== undefined && answer.outcome !== 'done') process.exitCode = 1;
}

function settingsOf({ indexNow }: Site, from: string): NonNullable<Site['indexNow']> {
  if (indexNow === undefined) {
    throw new Problem('indexNow is not set', {
      place: { file: 'content/site.ts' },
      hint: "Add indexNow: { key: '…' } with 8 to 128 letters, digits or “-” of your own, then build and deploy.",
    });
  }
  if (existsSync(join(from, `${indexNow.key}.txt`))) return indexNow;
  throw new Problem(`there is no ${join(from, `${indexNow.key}.txt`)}, by which search engines know you`, {
    hint: 'Run `npm run build`, and deploy it.',
  });
}

/** Tells of all changes, as many at once as may be, and keeps what was taken; undefined where there is nothing to tell. */
async function tell(changes: Changes, { now, told, settings }: Telling): Promise<Answer | undefined> {
  const urls = [...changes.added, ...changes.changed, ...changes.gone];
  const known = new Map(told);
  let answer: Answer | undefined;
  for (let from = 0; from < urls.length; from += MOST) {
    const batch = urls.slice(from, from + MOST);
    answer = await submit(batch, { ...settings, site: site.url });
    if (answer.outcome !== 'done') return answer;
    for (const url of batch) remember(known, url, now.get(url));
    await writeSubmitted(file, settings.endpoint, known);
  }
  return answer;
}

function remember(known: Map<string, string>, url: string, hash: string | undefined): void {
  if (hash === undefined) known.delete(url);
  else known.set(url, hash);
}

function printChanges({ added, changed, gone }: Changes): void {
  if (added.length + changed.length + gone.length === 0) console.log('Search engines know it all already.');
  for (const url of added) console.log(`${pc.green('new')}      ${url}`);
  for (const url of changed) console.log(`${pc.cyan('changed')}  ${url}`);
  for (const url of gone) console.log(`${pc.yellow('gone')}     ${url}`);
}

function printAnswer({ outcome, text }: Answer): void {
  if (outcome === 'done') console.log(`${pc.green('✓')} ${text}`);
  else console.error(`${pc.red('✗')} ${text}`);
}

interface Telling {
  readonly now: Pages;
  readonly told: Pages;
  readonly settings: NonNullable<Site['indexNow']>;
}

interface Options {
  readonly dryRun?: boolean;
  readonly from: string;
  readonly json?: boolean;
}
