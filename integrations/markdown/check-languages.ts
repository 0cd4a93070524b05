import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lang, mainLanguage, type Place, Problem, readContentName, type Site } from '#domain';

/**
 * Whether the languages that file names speak of are those of the settings. Where they are not, hardly
 * anything fits, and this is the one thing to say.
 *
 * @param files relative to the project, with `/`
 */
export async function checkLanguages(
  root: string,
  files: readonly string[],
  titles: readonly string[],
  site: Site,
): Promise<Problem[]> {
  const foreign = foreignFiles(files, site);
  const doubled = doubledFiles(files, site);
  if (Math.max(foreign.length, doubled.length) < MANY) return [];
  const place = await languagesPlace(root);
  return [
    doubled.length > foreign.length ? twice(doubled, titles, site, place) : unnamed(foreign, site, place),
  ];
}

/** Where the settings name the languages. */
export async function languagesPlace(root: string): Promise<Place> {
  const file = 'content/site.ts';
  const text = await readFile(join(root, file), 'utf8').catch(() => '');
  const line = text.split('\n').findIndex((each) => /(^|[\s{,])['"]?languages['"]?\s*:\s*\[/.test(each)) + 1;
  return line === 0 ? { file } : { file, line };
}

/** Fewer are slips, each of which is said where it is. */
const MANY = 2;

interface Marked {
  readonly file: string;
  readonly lang: Lang;
}

/** `about.en.md` beside `about.md`, where the site is not in English. */
function foreignFiles(files: readonly string[], site: Site): Marked[] {
  const bare = new Set(files.map(withoutEnding));
  const marked = files.flatMap((file) => {
    const lang = suffixOf(file);
    return lang === undefined || site.languages.includes(lang) ? [] : [{ file, lang }];
  });
  const paired = marked.filter(({ file, lang }) => bare.has(withoutEnding(file).slice(0, -lang.length - 1)));
  const languages = new Set(paired.map(({ lang }) => lang));
  return marked.filter(({ lang }) => languages.has(lang));
}

/** `about.en.md` beside `about.md`, where English is the language of files that name none. */
function doubledFiles(files: readonly string[], site: Site): Marked[] {
  const main = mainLanguage(site);
  const bare = new Set(files.map(withoutEnding));
  return files
    .filter((file) => readContentName(file, site.languages).lang === main)
    .filter((file) => bare.has(withoutEnding(file).slice(0, -main.length - 1)))
    .map((file) => ({ file, lang: main }));
}

function withoutEnding(file: string): string {
  return file.replace(/\.mdx?$/, '');
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** What a file's name ends with, where that is a language: `en`, but not the `2` of `v1.2.md`. */
function suffixOf(file: string): Lang | undefined {
  const suffix = /\.([a-z]{2}(?:-[A-Z][A-Za-z]+)?)$/.exec(withoutEnding(file))?.[1];
  return suffix !== undefined && languageNames.of(suffix) !== undefined ? suffix : undefined;
}

function twice(doubled: readonly Marked[], titles: readonly string[], site: Site, place: Place): Problem {
  const main = mainLanguage(site);
  const other = guess(titles, main);
  const [{ file } = { file: '' }] = doubled;
  const message = `languages: content/ has ${doubled.length} texts twice in “${main}”, such as ${file} and the one beside it without “.${main}”; ${named(site)}`;
  const languages = listed([...new Set([other ?? '…', ...site.languages])]);
  const hint = `A file without a language in its name is in the first of \`languages\`. If those are in ${other === undefined ? 'another language' : `“${other}”`}, write languages: [${languages}]; if they are not yours, delete them.`;
  return new Problem(message, { place, hint });
}

function unnamed(foreign: readonly Marked[], site: Site, place: Place): Problem {
  const languages = [...new Set(foreign.map(({ lang }) => lang))];
  const quoted = languages.map((lang) => `“${lang}”`).join(' and ');
  const [{ file } = { file: '' }] = foreign;
  const message = `languages: content/ has ${foreign.length} files in ${quoted}, such as ${file}; ${named(site)}`;
  const hint = `Write languages: [${listed([...site.languages, ...languages])}], or delete those files.`;
  return new Problem(message, { place, hint });
}

/** What a site not in Chinese, whose titles mostly are, is in. */
function guess(titles: readonly string[], main: Lang): Lang | undefined {
  const chinese = titles.filter((title) => /\p{Script=Han}/u.test(title)).length;
  return !main.startsWith('zh') && chinese * 3 > titles.length ? 'zh' : undefined;
}

function named({ languages }: Site): string {
  return `content/site.ts names ${languages.length === 1 ? 'only ' : ''}${languages.map((lang) => `“${lang}”`).join(', ')}`;
}

function listed(languages: readonly Lang[]): string {
  return languages.map((lang) => `'${lang}'`).join(', ');
}
