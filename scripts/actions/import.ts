import { resolve } from 'node:path';
import site from '#site';
import { importBlog, printReport, readDateFrom } from '../../integrations/import/index.ts';
import { requireOwner } from '../sample-site.ts';

/** Imports a blog and prints what came of it. */
export default async function importInto(
  kind: string,
  path: string,
  { dryRun, lang, dateFrom, verbose, json }: Options,
): Promise<void> {
  requireOwner('npx byline import');
  const report = await importBlog(kind, resolve(path), {
    root: process.cwd(),
    site,
    dryRun: dryRun ?? false,
    lang,
    dateFrom: dateFrom === undefined ? undefined : readDateFrom(dateFrom),
    now: Date.now(),
  });
  console.log(json ? JSON.stringify(report, null, 2) : printReport(report, verbose));
  if (report.notes.some(({ level }) => level === 'left-out')) process.exitCode = 1;
}

interface Options {
  readonly dryRun?: boolean;
  readonly lang?: string;
  readonly dateFrom?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}
