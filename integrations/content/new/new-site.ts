import { stringify } from 'yaml';
import { isoDay, type Lang, type Millis, Problem, siteSchema } from '#domain';
import { firstWordsIn } from './first-words.ts';
import { placeholdersIn } from './placeholders.ts';

/** What `byline begin` asks an owner. */
export interface NewSite {
  readonly name: string;
  /** Where the site will live. */
  readonly url: string;
  /** The first language lives at `/`. */
  readonly languages: readonly [Lang, ...Lang[]];
  readonly email: string;
  /** An IANA time zone. */
  readonly timeZone: string;
}

/** A file to write: its path below `content/`, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The first files of an owner: the settings, then an about page and a post in each language.
 *
 * @param now the day the first post is dated, in UTC milliseconds
 */
export function newSite(answers: NewSite, now: Millis): NewFile[] {
  return [
    { path: 'site.ts', text: settingsText(answers) },
    ...answers.languages.flatMap((lang) => [aboutPage(answers, lang), firstPost(answers, lang, now)]),
  ];
}

/**
 * Says what is wrong with one answer; undefined where it fits.
 *
 * @example answerFault('email', 'me@') // 'expected an e-mail address such as me@example.com'
 */
export function answerFault(question: 'name' | 'url' | 'email', answer: string): string | undefined {
  if (question === 'name') return answer.trim() === '' ? 'expected your name' : undefined;
  if (question === 'url')
    return fits(siteSchema.shape.url, withScheme(answer))
      ? undefined
      : 'expected an address such as https://example.com';
  const { email } = siteSchema.shape.author.shape;
  return fits(email, answer) ? undefined : 'expected an e-mail address such as me@example.com';
}

/** An address as it is typed; a bare host, `example.com/blog/`, gets `https://`. */
export function withScheme(address: string): string {
  const typed = address.trim();
  return /^[^\s/:]+\.[^\s/:]+(?:[/:]|$)/.test(typed) ? `https://${typed}` : typed;
}

/** The languages of `zh` or `zh, en`. @throws {Problem} for a language whose words the engine does not have */
export function readLanguages(text: string, known: readonly Lang[]): [Lang, ...Lang[]] {
  const [first, ...more] = new Set(text.split(/[\s,，、]+/).filter(Boolean));
  const strange = [first, ...more].find((lang) => lang === undefined || !known.includes(lang));
  if (first !== undefined && strange === undefined) return [first, ...more];
  throw new Problem(strange ? `the engine has no words in “${strange}”` : 'no language is named', {
    hint: `Known: ${known.join(', ')}. Write one, or several with a comma: --lang zh,en`,
  });
}

function fits(schema: { safeParse(value: unknown): { success: boolean } }, value: string): boolean {
  return schema.safeParse(value).success;
}

function settingsText({ name, url, languages, email, timeZone }: NewSite): string {
  const currency = languages[0].startsWith('zh') ? 'CNY' : 'USD';
  const words = languages.map((lang) => [lang, firstWordsIn(lang)] as const);
  const description = perLanguage(words.map(([lang, { description }]) => [lang, description(name)]));
  const about = perLanguage(words.map(([lang, { role }]) => [lang, role]));
  return `import { defineSite } from '#domain';

// The editor explains each key when you point at it. All keys are in src/domain/site.ts.
export default defineSite({
  url: ${quote(withScheme(url))},
  title: ${quote(name)},
  description: ${description},
  author: {
    name: ${quote(name)},
    about: ${about},
    email: ${quote(email)},
    links: {},
  },
  languages: [${languages.map(quote).join(', ')}],
  timeZone: ${quote(timeZone)},
  currency: '${currency}',
  // Where your posts go as well. Each channel needs an account and a secret: \`npx byline publish --dry-run\` says which.
  channels: {
    // dev: { platform: 'dev', languages: ['en'] },
    // cnblogs: { platform: 'cnblogs', account: 'my-blog', form: 'summary', languages: ['zh'] },
  },
});
`;
}

/** One text where all languages say the same or there is one language; else a text for each language. */
function perLanguage(texts: readonly (readonly [Lang, string])[]): string {
  const [first] = texts;
  if (texts.length === 1 && first !== undefined) return quote(first[1]);
  return `{ ${texts.map(([lang, text]) => `${/^\w+$/.test(lang) ? lang : quote(lang)}: ${quote(text)}`).join(', ')} }`;
}

/** A string of TypeScript in single quotes. */
function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

function aboutPage({ name, email, languages }: NewSite, lang: Lang): NewFile {
  const { about } = firstWordsIn(lang);
  const { description, text } = placeholdersIn(lang);
  const matter = { title: about.title, label: about.label, description, nav: 'top', order: 1 };
  const body = [about.text(name), text, `[${email}](mailto:${email})`].join('\n\n');
  return { path: `pages/about${suffix(lang, languages)}.md`, text: page(matter, body) };
}

function firstPost({ languages, timeZone }: NewSite, lang: Lang, now: Millis): NewFile {
  const { post } = firstWordsIn(lang);
  const { description, text } = placeholdersIn(lang);
  const path = `posts/hello${suffix(lang, languages)}.mdx`;
  const matter = { title: post.title, description, date: isoDay(now, timeZone), tags: [post.tag] };
  return { path, text: page(matter, `${text}\n\n${post.text(`content/${path}`)}`) };
}

function suffix(lang: Lang, [main]: NewSite['languages']): string {
  return lang === main ? '' : `.${lang}`;
}

function page(matter: Readonly<Record<string, unknown>>, body: string): string {
  return `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${body}\n`;
}
