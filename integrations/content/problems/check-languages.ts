import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lang, mainLanguage, nearest, type Place, Problem, readContentName, type Site } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { settingsLine } from '../../author-files/settings-lines.ts';
import { withoutEnding } from '../links/lookup.ts';

/**
 * Whether the languages that file names speak of are those of the settings. Where they are not, hardly
 * anything fits, and this is the one thing to say.
 *
 * @param files relative to the project, with `/`
 * @param written those that could be read
 */
export async function checkLanguages(
  root: string,
  files: readonly string[],
  written: readonly Written[],
  site: Site,
): Promise<Problem[]> {
  const told = new Set(written.filter(saysLanguage).map(({ file }) => file));
  const foreign = foreignFiles(files, site).filter(({ file }) => !told.has(file));
  const titles = written.map(({ matter }) => matter['title']).filter((title) => typeof title === 'string');
  const doubled = doubledFiles(files, site);
  if (Math.max(foreign.length, doubled.length) < MANY) return [];
  const place = await languagesPlace(root);
  return [
    doubled.length > foreign.length ? twice(doubled, titles, site, place) : unnamed(foreign, site, place),
  ];
}

/** Where the settings name the languages. */
export async function languagesPlace(root: string): Promise<Place> {
  const file = `${authorFolders(root).content}/site.ts`;
  const text = await readFile(join(root, file), 'utf8').catch(() => '');
  const line = await settingsLine(text, ['languages']);
  return line === 0 ? { file } : { file, line };
}

/** What is wrong with a wish for a language the site does not have. */
export function unknownLanguage(lang: string, { languages }: Site): Problem {
  const names = languages.map((each) => `“${each}”`).join(', ');
  const near = nearest(lang, languages);
  const meant = near === undefined ? '' : `Did you mean “${near}”? `;
  const hint = `${meant}The site has ${names}; another goes into \`languages\` in content/site.ts.`;
  return new Problem(`“${lang}” is not a language of the site`, { hint });
}

/** `hello.en.md` where the site is not in English, and the front matter does not say either what it is in. */
export function straysIn(filed: readonly Written[], site: Site): Problem[] {
  const silent = filed.filter((each) => !saysLanguage(each));
  const foreign = foreignFiles(
    silent.map(({ file }) => file),
    site,
  );
  return foreign.map(({ file, lang }) => stray(file, lang, site));
}

function saysLanguage({ matter }: Written): boolean {
  return matter['lang'] !== undefined;
}

/** Fewer are slips, each of which is said where it is. */
const MANY = 2;

interface Written {
  readonly file: string;
  readonly matter: Readonly<Record<string, unknown>>;
}

interface Marked {
  readonly file: string;
  readonly lang: Lang;
}

/** `about.en.md`, where the site is not in English: all in a language that one beside `about.md` is in, as well. */
function foreignFiles(files: readonly string[], site: Site): Marked[] {
  const bare = new Set(files.map(withoutEnding));
  const marked = files.flatMap((file) => {
    const lang = suffixOf(file);
    return lang === undefined || site.languages.includes(lang) ? [] : [{ file, lang }];
  });
  const paired = marked.filter(({ file, lang }) => bare.has(withoutEnding(file).slice(0, -lang.length - 1)));
  const languages = new Set(paired.map(({ lang }) => lang));
  return marked.filter(({ lang }) => languages.has(lang) || !fileEndings.has(lang));
}

/** Languages that are ends of names too: `main.ts.md` is hardly in Tsonga. */
const fileEndings: ReadonlySet<string> = new Set([
  'co',
  'cs',
  'io',
  'mk',
  'ml',
  'sc',
  'sh',
  'so',
  'tk',
  'ts',
]);

/** `about.en.md` beside `about.md`, where English is the language of files that name none. */
function doubledFiles(files: readonly string[], site: Site): Marked[] {
  const main = mainLanguage(site);
  const bare = new Set(files.map(withoutEnding));
  return files
    .filter((file) => readContentName(file, site.languages).lang === main)
    .filter((file) => bare.has(withoutEnding(file).slice(0, -main.length - 1)))
    .map((file) => ({ file, lang: main }));
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** What a file's name ends with, where that is a language: `en`, but not the `2` of `v1.2.md`. */
function suffixOf(file: string): Lang | undefined {
  const suffix = /\.([a-z]{2}(?:-[A-Z][A-Za-z]+)?)$/.exec(withoutEnding(file))?.[1];
  return suffix !== undefined && languageNames.of(suffix) !== undefined ? suffix : undefined;
}

function stray(file: string, lang: Lang, site: Site): Problem {
  const message = `it is named for “${lang}”, which is not in \`languages\` of content/site.ts`;
  const all = listed([...site.languages, lang]);
  const hint = `Delete it, or write languages: [${all}]. If it is in “${mainLanguage(site)}”, say so: lang: ${mainLanguage(site)}.`;
  return new Problem(message, { place: { file, line: 1 }, hint });
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
