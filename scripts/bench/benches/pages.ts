import { Command } from 'commander';
import pc from 'picocolors';
import type { Browser } from 'playwright-core';
import { Problem, suggest } from '#domain';
import site from '#site';
import { launchChromium, readerAgent } from '../../browser/chromium.ts';
import { freePort } from '../../free-port.ts';
import { type MainPage, mainPages, markedNames, type PageName } from '../../main-pages.ts';
import { type PageWeight, weighPage } from '../../page-weight.ts';
import { serveBuilt } from '../../serve-built.ts';
import { atLeast, atMost, type Finding, observed } from '../finding.ts';
import { categories, type Mark, type Marks, openLighthouse } from '../lighthouse.ts';
import { median } from '../measure.ts';
import { describeMachine, renderTable, report } from '../report.ts';

/** `byline bench pages` */
export default function pages(): Command {
  return new Command('pages')
    .description('Mark this site’s main pages with Lighthouse, as on a phone, and weigh a post’s page.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--small', 'mark each page once')
    .option('--only <names>', `some pages: ${markedNames}`, readNames, markedNames)
    .option('--no-lighthouse', 'only weigh')
    .action(measurePages);
}

const RUNS = 3;

async function measurePages({ json, small, only, lighthouse }: Options): Promise<void> {
  const notes = [describeMachine()];
  const port = await freePort();
  const [served, browser] = await Promise.all([serveBuilt(), launchChromium(port)]);
  try {
    const asked = (await mainPages('dist', site)).filter(({ name }) => only.includes(name));
    const mark = lighthouse ? await marker(port, notes) : undefined;
    const measured: Measured[] = [];
    for (const page of asked) {
      const url = served.home + page.path;
      const weight = await weigh(browser, url);
      const marks = mark === undefined ? [] : await repeat(small ? 1 : RUNS, () => mark(url));
      measured.push({ page, weight, marks });
      console.error(pc.dim(`${page.lang} ${page.name} ${page.path} ${lostIn(marks)}`));
    }
    await report([...notes, renderPages(measured)].join('\n'), measured.flatMap(judge), json);
  } finally {
    await browser.close();
    await served.close();
  }
}

function readNames(text: string): readonly PageName[] {
  return text.split(',').map((asked) => {
    const name = markedNames.find((known) => known === asked.trim());
    if (name !== undefined) return name;
    throw new Problem(`there is no page “${asked}” to mark`, { hint: suggest(asked, markedNames) });
  });
}

/** Lighthouse, or a note that says why there are no marks. */
async function marker(port: number, notes: string[]): Promise<Mark | undefined> {
  try {
    return await openLighthouse(port);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notes.push(pc.yellow(`No marks. ${error.message}`));
    return undefined;
  }
}

async function weigh(browser: Browser, url: string): Promise<PageWeight> {
  const page = await browser.newPage({
    userAgent: readerAgent(browser),
    viewport: { width: 390, height: 844 },
  });
  try {
    return await weighPage(page, url);
  } finally {
    await page.close();
  }
}

async function repeat<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  while (results.length < times) results.push(await run());
  return results;
}

/** What is promised: full marks everywhere; a post's page 14 KB beside its text and pictures, 2 of it script. */
function judge({ page: { name, lang }, weight, marks }: Measured): Finding[] {
  const measure = (what: string) => `pages/${lang}/${name}/${what}`;
  const marked = categories.map((category) => {
    const scores = marks.map(({ scores }) => scores[category]);
    return atLeast(100, measure(category), scores.length === 0 ? null : median(scores), 'points');
  });
  const [overhead, script] = [weight.all / 1024, weight.script / 1024];
  const weighed =
    name === 'post'
      ? [atMost(14, measure('overhead'), overhead, 'KB'), atMost(2, measure('script'), script, 'KB')]
      : [observed(measure('overhead'), overhead, 'KB'), observed(measure('script'), script, 'KB')];
  return [...marked, ...weighed];
}

function renderPages(measured: readonly Measured[]): string {
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
  const rows = measured.map(({ page, weight, marks }) => [
    `${page.lang} ${page.name}`,
    ...categories.map((category) =>
      marks.length === 0 ? '–' : String(median(marks.map(({ scores }) => scores[category]))),
    ),
    ...[weight.frame, weight.style, weight.script, weight.all].map(kilobytes),
  ]);
  const head = ['Page', ...categories, 'HTML KB', 'CSS KB', 'JS KB', 'All KB'];
  return renderTable(
    [head, ...rows],
    head.slice(1).map((_, index) => index + 1),
  );
}

function lostIn(marks: readonly Marks[]): string {
  return [...new Set(marks.flatMap(({ lost }) => lost))].join(' ');
}

interface Options {
  readonly json?: string;
  readonly small?: boolean;
  readonly only: readonly PageName[];
  readonly lighthouse: boolean;
}

interface Measured {
  readonly page: MainPage;
  readonly weight: PageWeight;
  readonly marks: readonly Marks[];
}
