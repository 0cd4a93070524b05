import { writeFile } from 'node:fs/promises';
import color from 'picocolors';
import { type Lang, Problem, placedLink, suggest, tagWord } from '#domain';
import site from '#site';
import {
  findTarget,
  qrPng,
  qrSvg,
  qrText,
  type SubmitLink,
  submitLink,
  submitSites,
  type Target,
} from '../../integrations/syndication/index.ts';
import { soundContent } from '../content.ts';
import { printableJson } from '../printable.ts';
import { typedPath } from '../typed-path.ts';

/** Prints a tagged link, its QR code, and filled-in forms. */
export default async function link(options: Options): Promise<void> {
  const { to, channel, submit, qr, json } = options;
  if (channel === undefined && submit === undefined)
    throw new Problem('it is not said where you put the link', {
      hint: 'Name the place: npx byline link --channel stackoverflow. Or ask for forms: npx byline link --to a-post --submit',
    });
  const target = await targetOf(to, options.lang);
  const placed = channel === undefined ? undefined : placedLink(target.url, tagOf(channel, options.campaign));
  const forms = submit === undefined ? [] : formsFor(submit, target);
  if (!target.isOut) note(`readers cannot open “${to}” yet`);
  if (json) console.log(printableJson({ link: placed, submit: forms }));
  else printAll(placed, forms);
  if (qr !== undefined) await drawQr(qr, placed);
}

async function targetOf(name: string, lang: string | undefined): Promise<Target> {
  const { posts, offers } = await soundContent();
  const nouns = { posts: posts.map(({ noun }) => noun), offers: offers.map(({ noun }) => noun) };
  return findTarget(name, nouns, { site, lang: languageOf(lang), now: Date.now() });
}

function languageOf(text: string | undefined): Lang | undefined {
  const lang = site.languages.find((known) => known === text);
  if (text === undefined || lang !== undefined) return lang;
  throw new Problem(`the site is not in “${text}”`, { hint: suggest(text, site.languages) });
}

function tagOf(channel: string, campaign: string | undefined): { channel: string; campaign?: string } {
  return {
    channel: wordOf('--channel', channel),
    ...(campaign === undefined ? {} : { campaign: wordOf('--campaign', campaign) }),
  };
}

/** A text as a tag can hold it; its author is told where that is spelt otherwise. */
function wordOf(option: string, text: string): string {
  const word = tagWord(text);
  if (word === '')
    throw new Problem(`${option}: “${text}” has no letter and no digit`, {
      hint: 'Write a name such as talk.',
    });
  if (word !== text) note(`the report calls “${text}” ${word}`);
  return word;
}

function formsFor(submit: string | true, target: Target): SubmitLink[] {
  const { title } = target;
  if (title === undefined)
    throw new Problem('a form needs a title, so it is for a post or an offer', {
      hint: 'Name one: npx byline link --to a-post --submit',
    });
  const asked = submit === true ? Object.keys(submitSites) : submit.split(',').map((one) => one.trim());
  return asked.map((one) => submitLink(one, target));
}

function printAll(placed: string | undefined, forms: readonly SubmitLink[]): void {
  if (placed !== undefined) console.log(placed);
  for (const form of forms) printForm(form);
}

function printForm({ site: name, form, link: address, title, isPasted, note: warning }: SubmitLink): void {
  console.log(`${color.bold(name)}: ${form}`);
  if (isPasted) console.log(`  Paste into its form:\n  ${title}\n  ${address}`);
  if (warning !== undefined) note(warning);
}

async function drawQr(qr: string | true, placed: string | undefined): Promise<void> {
  if (placed === undefined)
    throw new Problem('a QR code needs to know where you put it', {
      hint: 'Add --channel talk, for example.',
    });
  if (qr === true) return printQr(placed);
  const file = typedPath(qr);
  const draw = { svg: qrSvg, png: qrPng }[/\.(svg|png)$/.exec(file)?.[1] ?? ''];
  if (draw === undefined)
    throw new Problem(`--qr: “${qr}” is no name of a picture`, {
      hint: 'Write a name that ends in .svg or .png.',
    });
  await writeFile(file, await draw(placed));
  note(`the QR code is in ${qr}`);
}

/** Light on dark, whatever the colours of the terminal. */
function printQr(text: string): void {
  for (const line of qrText(text).split('\n')) console.log(color.bgBlack(color.whiteBright(line)));
}

/** On stderr, so that stdout holds what is asked for alone. */
function note(text: string): void {
  console.error(color.dim(text));
}

interface Options {
  readonly to: string;
  readonly channel?: string;
  readonly campaign?: string;
  readonly lang?: string;
  readonly submit?: string | true;
  readonly qr?: string | true;
  readonly json?: boolean;
}
