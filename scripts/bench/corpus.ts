import { chinese } from './corpus/chinese.ts';
import { codeBlock } from './corpus/code.ts';
import { english } from './corpus/english.ts';
import { type Random, seeded, times } from './corpus/random.ts';
import { paragraph, type Voice } from './corpus/voice.ts';

/** `mdx`: in Chinese and English, six code blocks each. `markdown`: Chinese, about 23 KB each. */
export type CorpusName = 'mdx' | 'markdown';

export interface CorpusPost {
  /** `post-0042`: the file's name without its ending, and the slug everywhere. */
  readonly name: string;
  readonly lang: 'zh' | 'en';
  readonly extension: 'mdx' | 'md';
  /** The whole file. */
  readonly text: string;
}

/**
 * Posts made up from word lists: with front matter, headings, lists, tables, footnotes, links and code.
 * The same name and count give the same bytes; a post is the same in a longer corpus but for its links.
 */
export function makeCorpus(name: CorpusName, count: number): CorpusPost[] {
  return times(count, (index) => makers[name](index, count));
}

/** Posts in a corpus of full size, and in one that only shows that everything runs. */
export const corpusSize = { mdx: { full: 500, small: 10 }, markdown: { full: 1000, small: 10 } } as const;

const CODE_BLOCKS = 6;
const MARKDOWN_BYTES = 23_000;
/** One section in so many of a Markdown post has code. */
const CODE_EVERY = 6;
/** One MDX post in so many is a program: it exports a number and shows it. */
const PROGRAMS = 50;
const tags = ['后端', '性能', '数据库', '部署', 'node', 'go', 'testing', 'notes'];

const makers: Readonly<Record<CorpusName, (index: number, count: number) => CorpusPost>> = {
  mdx: (index, count) => {
    const random = seeded(`mdx ${index}`);
    const lang = index % 2 === 0 ? 'zh' : 'en';
    const voice = lang === 'zh' ? chinese : english;
    const write = (part: number) =>
      section(voice, random, { part, code: codeBlock(random, codeMeta(random, part)) });
    const parts = [...program(index), ...times(CODE_BLOCKS, write), seeAlso(random, 'mdx', count)];
    return post({ index, lang, extension: 'mdx', voice, random }, parts);
  },
  markdown: (index, count) => {
    const random = seeded(`markdown ${index}`);
    const parts = [seeAlso(random, 'md', count)];
    for (let bytes = 0, part = 0; bytes < MARKDOWN_BYTES - 1_000; part += 1) {
      const text = section(chinese, random, {
        part,
        ...(part % CODE_EVERY === 0 ? { code: codeBlock(random) } : {}),
      });
      parts.splice(-1, 0, text);
      bytes += Buffer.byteLength(text);
    }
    return post({ index, lang: 'zh', extension: 'md', voice: chinese, random }, parts);
  },
};

interface Frame extends Omit<CorpusPost, 'name' | 'text'> {
  readonly index: number;
  readonly voice: Voice;
  readonly random: Random;
}

function post({ index, lang, extension, voice, random }: Frame, parts: readonly string[]): CorpusPost {
  const matter = [
    '---',
    `title: "${voice.heading(random)} ${index + 1}"`,
    `description: "${voice.clause(random)}"`,
    `date: ${2012 + (index % 12)}-0${random.between(1, 9)}-${random.between(10, 28)}`,
    `tags: [${random.pick(tags.slice(0, 4))}, ${random.pick(tags.slice(4))}]`,
    ...(extension === 'mdx' ? [`lang: ${lang}`] : []),
    '---',
  ];
  const text = [matter.join('\n'), paragraph(voice, random), ...parts].join('\n\n');
  return { name: postName(index), lang, extension, text: `${text}\n` };
}

function section(voice: Voice, random: Random, { part, code }: { part: number; code?: string }): string {
  const extra = extras[part % extras.length] ?? list;
  return [
    `${part % 3 === 2 ? '###' : '##'} ${voice.heading(random)}`,
    paragraph(voice, random),
    ...(code === undefined ? [] : [code]),
    extra(voice, random, part),
    paragraph(voice, random, 2, 4),
  ].join('\n\n');
}

/** Words after the language that rehype-pretty-code knows; the others would stumble over them. */
function codeMeta(random: Random, part: number): string {
  return random.chance(0.3) ? ` title="step-${part + 1}" {2,4-5}` : '';
}

type Extra = (voice: Voice, random: Random, part: number) => string;

const list: Extra = (voice, random) =>
  times(random.between(3, 6), () => `- ${voice.clause(random)}`).join('\n');

const steps: Extra = (voice, random) =>
  times(random.between(3, 5), (index) => `${index + 1}. ${voice.sentence(random)}`).join('\n');

const quote: Extra = (voice, random) => `> ${paragraph(voice, random, 1, 2)}`;

const footnote: Extra = (voice, random, part) =>
  `${voice.sentence(random)}[^${part}]\n\n[^${part}]: ${voice.sentence(random)}`;

const grid: Extra = (voice, random) => {
  const row = () => `| ${voice.word(random)} | ${random.between(40, 900)} | ${random.between(1, 39)} |`;
  const head = `| ${voice.tableHead.join(' | ')} |\n| --- | ---: | ---: |`;
  return [head, ...times(random.between(3, 8), row)].join('\n');
};

const extras: readonly Extra[] = [list, grid, footnote, steps, quote];

function seeAlso(random: Random, extension: string, count: number): string {
  const name = postName(random.between(0, count - 1));
  return `[${name}](./${name}.${extension}) · [example.org](https://example.org/${name}/)`;
}

function program(index: number): string[] {
  return index % PROGRAMS === 7 ? ['export const runs = 6 * 7;', '{runs} × {runs + 1}'] : [];
}

function postName(index: number): string {
  return `post-${String(index + 1).padStart(4, '0')}`;
}
