import { currencySchema, type Lang, minorDigits, type Site } from '#domain';
import { blankMatter, findMatter } from '../front-matter/matter-block.ts';
import { type LineOf, parseMatter } from '../front-matter/parse-matter.ts';

/** What a new file says until its author does, in one language. All of it is to be replaced. */
export interface Placeholders {
  readonly description: string;
  readonly text: string;
  readonly quote: string;
  readonly event: string;
  readonly place: string;
  readonly includes: string;
  readonly audience: string;
  readonly question: string;
  readonly answer: string;
  readonly step: string;
  readonly stepText: string;
  readonly chapter: string;
  readonly lesson: string;
  readonly series: string;
  readonly picture: string;
  readonly client: string;
  readonly role: string;
  readonly duration: string;
  readonly problem: string;
  readonly solution: string;
  readonly result: string;
  readonly resultLabel: string;
  readonly company: string;
  readonly job: string;
}

/** What stands beside a key of a new file, as a comment. */
export interface Notes {
  readonly waits: string;
  readonly finished: string;
  readonly nav: string;
  readonly click: string;
  readonly sold: string;
  readonly sample: string;
  readonly agreed: string;
  readonly per: string;
  readonly annual: string;
  readonly flights: string;
  readonly form: string;
  readonly stay: string;
  readonly join: string;
  readonly part: string;
}

/** Addresses of no one, in every language. */
export const addresses = {
  sponsor: 'https://sponsor.example/',
  course: 'https://course.example/',
  product: 'https://product.example/',
  membership: 'https://membership.example/',
  event: 'https://event.example/',
  project: 'https://project.example/',
  person: 'https://person.example/',
} as const;

/** A price nobody asks; one that is free is written `0 CNY`. */
export function priceToSet({ currency }: Pick<Site, 'currency'>): string {
  return `${(0).toFixed(minorDigits(currency))} ${currency}`;
}

/** The placeholders in a language, else in English. */
export function placeholdersIn(lang: Lang): Placeholders {
  return all[lang] ?? all[lang.split('-')[0] ?? ''] ?? en;
}

/** The comments in a language, else in English. */
export function notesIn(lang: Lang): Notes {
  return allNotes[lang] ?? allNotes[lang.split('-')[0] ?? ''] ?? enNotes;
}

/** A placeholder that stands in a file. */
export interface Leftover {
  /** The key it stands under, `faq.0.answer`; undefined in the text. */
  readonly key: string | undefined;
  readonly line: number;
}

/** The placeholders a file still has, in the order they stand there. */
export function leftoversIn(source: string): Leftover[] {
  return [...leftoverMatter(source), ...leftoverTexts(source)];
}

// Nearly no file has any, and every one is looked at in every build: what has none is not taken apart.
function leftoverMatter(source: string): Leftover[] {
  const block = findMatter(source);
  if (block === null) return [];
  if (!unsetPrice.test(block.text) && ![...known].some((words) => block.text.includes(words))) return [];
  const { data, lineOf } = parseMatter(block);
  return leftoverKeys(data, [], lineOf);
}

function leftoverTexts(source: string): Leftover[] {
  if (![...texts].some((text) => source.includes(text))) return [];
  const lines = blankMatter(source).split('\n');
  return lines.flatMap((line, index) =>
    texts.has(line.trim()) ? [{ key: undefined, line: index + 1 }] : [],
  );
}

function leftoverKeys(value: unknown, path: readonly (string | number)[], lineOf: LineOf): Leftover[] {
  if (typeof value === 'string') {
    const isLeft = known.has(value) || (prices.has(path[0]) && isPriceToSet(value));
    return isLeft ? [{ key: path.join('.'), line: lineOf(path) }] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) =>
    leftoverKeys(inner, [...path, isList ? Number(key) : key], lineOf),
  );
}

const prices: ReadonlySet<unknown> = new Set(['price', 'annual', 'flights']);

/** Whatever the site's currency was when the file was made. */
function isPriceToSet(value: string): boolean {
  const [currency] = unsetPrice.exec(value)?.slice(1) ?? [];
  return currency !== undefined && isCurrency(currency) && value === priceToSet({ currency });
}

const unsetPrice = /\b0(?:\.0+)? ([A-Z]{3})\b/;

function isCurrency(code: string): boolean {
  return currencySchema.safeParse(code).success;
}

const zh: Placeholders = {
  description: '用一两句话说清这里写了什么。',
  text: '从这里写起。',
  quote: '这里写对方说的话。',
  event: '会议、公司或节目的名字',
  place: '城市，或“线上”',
  includes: '客户花这个价钱得到的一样东西',
  audience: '适合谁',
  question: '买之前会问的一个问题？',
  answer: '你的回答。',
  step: '第一步叫什么',
  stepText: '这一步里你做什么，对方要准备什么。',
  chapter: '第一章叫什么',
  lesson: '第一课叫什么',
  series: '系列的名字',
  picture: '图里是什么',
  client: '给谁做的',
  role: '你在里面做什么',
  duration: '做了多久',
  problem: '一两句话：原来哪里不对。',
  solution: '一两句话：你怎么解决的。',
  result: '之前 → 之后',
  resultLabel: '量的是什么',
  company: '在哪里工作',
  job: '对方的职位',
};

const en: Placeholders = {
  description: 'Say in a sentence or two what this is about.',
  text: 'Begin here.',
  quote: 'Here goes what they said.',
  event: 'The conference, company or show',
  place: 'Town, or “online”',
  includes: 'One thing they get for the price',
  audience: 'Who it is for',
  question: 'What does one ask before buying?',
  answer: 'What you answer.',
  step: 'What the first step is called',
  stepText: 'What you do in this step, and what they prepare.',
  chapter: 'What the first chapter is called',
  lesson: 'What the first lesson is called',
  series: 'The name of the series',
  picture: 'What is in the picture',
  client: 'For whom it was',
  role: 'What you were in it',
  duration: 'How long it took',
  problem: 'In a sentence or two: what was wrong.',
  solution: 'In a sentence or two: what you did about it.',
  result: 'before → after',
  resultLabel: 'what was measured',
  company: 'Where they work',
  job: 'What they do there',
};

const all: Readonly<Record<Lang, Placeholders>> = { zh, en };

const zhNotes: Notes = {
  waits: '到那时才发布',
  finished: '完成的那天',
  nav: 'top（顶部）、foot（页脚）或 none（不放）',
  click: '点了去哪里',
  sold: '在哪里卖',
  sample: '试听的一课',
  agreed: '不写就是面议',
  per: 'hour（时）、day（天）、project（项目）、month（月）或 year（年）',
  annual: '按月的，一次付一年的价钱',
  flights: '投放的起止日；fee（一口价）、cpm（每千次展示）或 cpc（每次点击）',
  form: 'app（应用）、template（模板）、book（书）或 other（其他）',
  stay: 'month（月）或 year（年）',
  join: '在哪里加入',
  part: '先看的一部分',
};

const enNotes: Notes = {
  waits: 'it stays out until then',
  finished: 'the day it was finished',
  nav: 'top, foot or none',
  click: 'where a click leads',
  sold: 'where it is sold',
  sample: 'a lesson to try',
  agreed: 'without, it is agreed upon',
  per: 'hour, day, project, month or year',
  annual: 'a year paid at once, of what is per month',
  flights: 'when it runs; fee, cpm (a thousand views) or cpc (a click)',
  form: 'app, template, book or other',
  stay: 'month or year',
  join: 'where one joins',
  part: 'a part to try',
};

const allNotes: Readonly<Record<Lang, Notes>> = { zh: zhNotes, en: enNotes };
const texts: ReadonlySet<string> = new Set(Object.values(all).flatMap(({ text, quote }) => [text, quote]));
const known: ReadonlySet<string> = new Set([
  ...Object.values(all).flatMap((words) => Object.values(words)),
  ...Object.values(addresses),
]);
