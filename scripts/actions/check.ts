import pc from 'picocolors';
import site from '#site';
import { type Finding, readContent } from '../../integrations/content/index.ts';
import { writeEditorSchemas } from '../../integrations/content/schema/write-schemas.ts';
import {
  type Checked,
  type CheckSettings,
  checkContent,
} from '../../integrations/content-layer/checks/check-content.ts';
import {
  checkExternal,
  type ExternalReport,
} from '../../integrations/content-layer/checks/check-external.ts';
import { cachedCompilerFor } from '../../integrations/content-layer/checks/compiler-for.ts';
import { leastOf, loadPlatforms } from '../../integrations/syndication/index.ts';
import { checkGlyphs } from '../check-glyphs.ts';
import { countFindings, printFindings } from '../print-findings.ts';

/** Checks the content and prints what was found. */
export default async function check({ external = false, json = false }: Options): Promise<void> {
  const root = process.cwd();
  const checked = await checkContent({
    root,
    site,
    now: Date.now,
    limits: await channelLimits(),
    compilerFor: cachedCompilerFor(root),
  });
  const asked = external ? await askOthers(checked) : undefined;
  const glyphs = checkGlyphs(await readContent(root, site));
  const findings = [...checked.findings, ...glyphs, ...(asked?.findings ?? [])];
  await writeEditorSchemas(root);
  if (json) console.log(JSON.stringify(findings.map(plain), null, 2));
  else print(checked, findings, asked);
  if (findings.some(({ level }) => level === 'error')) process.exitCode = 1;
}

/** What the platforms of the channels in content/site.ts take. */
async function channelLimits(): Promise<CheckSettings['limits']> {
  const platforms = await loadPlatforms();
  return Object.entries(site.channels).map(([channel, { platform }]) => {
    const limits = platforms.get(platform)?.limits ?? [];
    const most = (part: 'title' | 'description' | 'tags') => leastOf(limits, part);
    return { channel, title: most('title'), description: most('description'), tags: most('tags') };
  });
}

function askOthers({ external }: Checked): Promise<ExternalReport> {
  return checkExternal(external, { fetch, now: Date.now, cacheFile: '.byline/external-links.json' });
}

function print(checked: Checked, findings: readonly Finding[], asked: ExternalReport | undefined): void {
  printFindings(findings);
  const found = countFindings(findings);
  const counted = countedIn(checked, asked);
  if (found !== '') console.error(counted === '' ? `${found}.` : `${counted}: ${found}.`);
  else if (counted === '') console.log('There is nothing in content/ yet: npx byline new post "Hello"');
  else console.log(`${pc.green('✓')} ${counted}: nothing to mend.`);
}

/** `posts 4 · links 12`; empty where there is nothing. */
function countedIn({ counts }: Checked, asked: ExternalReport | undefined): string {
  const counted = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what} ${count}`);
  if (asked !== undefined && counted.length > 0)
    counted.push(`links asked ${asked.asked}, remembered ${asked.remembered}, not public ${asked.skipped}`);
  return counted.join(' · ');
}

function plain({ level, rule, message, hint, place }: Finding) {
  return { level, rule, message, hint, ...place };
}

interface Options {
  readonly external?: boolean;
  readonly json?: boolean;
}
