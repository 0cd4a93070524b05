import color from 'picocolors';
import stringWidth from 'string-width';
import type { OutlinedStep } from '../../integrations/syndication/plan/plan.ts';
import type { Action } from '../../integrations/syndication/plan/verdict.ts';
import type { Result } from '../../integrations/syndication/publish/result.ts';
import { inEnglish } from '../../integrations/syndication/sayings.ts';
import { printable } from '../printable.ts';

/** Where the second column begins. */
const COLUMN = 11;

/** Prints a plan: a line a step, each reason once. Steps with nothing to do are counted. */
export function printPlan(steps: readonly OutlinedStep[]): void {
  const shown = steps.filter(({ action, why }) => action !== 'unchanged' || why.length > 0);
  const idle = steps.length - shown.length;
  if (shown.length === 0) {
    console.log('Nothing to do: every copy is up to date.');
    return;
  }
  const width = Math.max(...shown.map(({ post }) => stringWidth(post)));
  const said = new Set<string>();
  for (const { action, post, channel, why, notes, until } of shown) {
    const name = post + ' '.repeat(width - stringWidth(post));
    console.log(
      `${paint(action)}${name}  ${channel.id} ${color.dim(`(${channel.platform.name})`)}${untilText(until)}`,
    );
    for (const reason of why) {
      if (!said.has(channel.id + reason)) console.log(`${' '.repeat(COLUMN)}${printable(reason)}`);
      said.add(channel.id + reason);
    }
    sayNotes({ notes }, COLUMN);
  }
  if (idle > 0) console.log(color.dim(`${paint('unchanged')}${idle}`));
}

/** Prints what the author should know of a step before it goes out. @param indent spaces before each line */
export function sayNotes({ notes }: Pick<OutlinedStep, 'notes'>, indent = 0): void {
  for (const note of notes) console.log(`${' '.repeat(indent)}${color.yellow(printable(inEnglish([note])))}`);
}

/** Prints one result, and how far its channel has come. */
export function printResult({ outcome, post, channel, what, url, at, hint }: Result, progress: string): void {
  if (outcome === 'unchanged' || outcome === 'blocked') return;
  const place = url === undefined ? '' : ` ${color.dim(printable(url))}`;
  console.log(
    `${paint(outcome)}${color.dim(progress)} ${post} → ${channel}: ${printable(what)}${untilText(at)}${place}`,
  );
  if (hint !== undefined) console.log(`${' '.repeat(COLUMN)}${color.dim(printable(hint))}`);
}

/** Prints how many of what, channel by channel. */
export function printSummary(results: readonly Result[]): void {
  for (const [channel, own] of Map.groupBy(results, (result) => result.channel)) {
    const counts = Map.groupBy(own, ({ outcome }) => outcome);
    const parts = [...counts].map(([outcome, those]) => `${those.length} ${outcome.replace('-', ' ')}`);
    console.log(`${color.bold(channel)}: ${parts.join(', ')}`);
  }
}

/** Says on what a run waits. */
export function sayWaiting(address: string): void {
  console.error(color.dim(`Waiting for Wechatsync in your browser, at ${address} …`));
}

/** A moment as the author's clock shows it; later than today with its day. */
export function moment(at: number): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(
    'sv-SE',
    isToday ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' },
  );
}

export function paint(word: Action | Result['outcome']): string {
  const label = word.replace('-', ' ');
  return colors[word](label.padEnd(COLUMN));
}

function untilText(at: number | undefined): string {
  return at === undefined ? '' : ` (not before ${moment(at)})`;
}

const colors = {
  create: color.green,
  update: color.cyan,
  'look-up': color.cyan,
  unchanged: color.dim,
  'by-hand': color.magenta,
  blocked: color.red,
  done: color.green,
  refused: color.red,
  setup: color.red,
  later: color.yellow,
  scheduled: color.dim,
  uncertain: color.yellow,
  changed: color.yellow,
  gone: color.dim,
  twice: color.red,
};
