import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import { type Lang, Problem } from '#domain';
import { wordLanguages } from '#strings';
import {
  answerFault,
  type NewFile,
  newSite,
  readLanguages,
} from '../../integrations/content/new/new-site.ts';
import { askOwner } from '../ask-owner.ts';

/** Writes an owner's first files and prints their names. */
export default async function begin(given: Given): Promise<void> {
  refuseSecond();
  const answers = await answered(given);
  if (answers === undefined) {
    process.exitCode = 1;
    return;
  }
  const { name, url, lang, email } = answers;
  const languages = readLanguages(lang, wordLanguages());
  const timeZone = zoneOf(languages[0]);
  const files = newSite({ name: name.trim(), url, languages, email, timeZone }, Date.now());
  for (const file of await writeMissing(files)) console.log(file);
  console.error(
    pc.dim(
      '\nNext: `npm run dev` shows the site while you write; `npx byline check` says what is left to write.',
    ),
  );
}

/** The zone of this machine; a machine in UTC is mostly a server, and says nothing of where its owner lives. */
function zoneOf(lang: Lang): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'UTC' && lang.startsWith('zh') ? 'Asia/Shanghai' : timeZone;
}

/** The settings are never written over: they may be months of work. */
function refuseSecond(): void {
  if (!existsSync('content/site.ts')) return;
  throw new Problem('the site has an owner already', {
    place: { file: 'content/site.ts' },
    hint: 'Change the file itself. To begin again, move content/site.ts away first.',
  });
}

/** The flags, and answers to what they leave out where somebody sits at a terminal; undefined after Ctrl+C. */
async function answered(given: Given): Promise<Answers | undefined> {
  const missing = questions.filter((question) => given[question] === undefined);
  if (missing.length > 0 && !process.stdin.isTTY) throw unanswered(missing);
  const asked = await askOwner(missing, wordLanguages());
  if (asked === undefined) return undefined;
  const answers = { ...given, ...asked } as Answers;
  for (const question of ['name', 'url', 'email'] as const) {
    const fault = answerFault(question, answers[question]);
    if (fault !== undefined) throw new Problem(`--${question}: ${fault}, received “${answers[question]}”`);
  }
  return answers;
}

const questions = ['name', 'url', 'lang', 'email'] as const;

function unanswered(missing: readonly (keyof Answers)[]): Problem {
  return new Problem(
    `${missing.map((question) => `--${question}`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    {
      hint: 'Write: npx byline begin --name "Your Name" --url https://example.com --lang zh,en --email me@example.com',
    },
  );
}

/** Writes the files that are not there yet, the settings last: they are what makes the site the owner's. */
async function writeMissing(files: readonly NewFile[]): Promise<string[]> {
  const written: string[] = [];
  for (const { path, text } of files.toReversed()) {
    const file = join('content', path);
    if (existsSync(file)) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
    written.unshift(file);
  }
  return written;
}

interface Answers {
  readonly name: string;
  readonly url: string;
  readonly lang: string;
  readonly email: string;
}

type Given = Partial<Answers>;
