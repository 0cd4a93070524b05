import color from 'picocolors';

import { type StatusRow, statusOf } from '../../integrations/syndication/plan/status.ts';
import { printable, printableJson } from '../printable.ts';
import { chosen, planRun } from '../syndication/plan-run.ts';
import { moment } from '../syndication/say.ts';
import { printTable } from '../syndication/table.ts';

/** Prints where every post is on every channel. */
export default async function showStatus(slugs: string[], { to, from, json }: Options): Promise<void> {
  const rows = statusOf(await planRun({ from, only: chosen(slugs, to) }));
  if (json) console.log(printableJson(rows));
  else if (rows.length === 0) console.log('No post goes to a channel.');
  else print(rows);
}

/** A line a post, a column a channel; below it, what wants a word. */
function print(rows: readonly StatusRow[]): void {
  const channels = [...new Set(rows.map(({ channel }) => channel))];
  const lines = [...Map.groupBy(rows, ({ post }) => post)].map(([post, own]) => [
    post,
    ...channels.map((channel) => cell(own.find((row) => row.channel === channel))),
  ]);
  printTable([['', ...channels.map(color.bold)], ...lines]);
  for (const { post, channel, why } of rows.filter(({ why: reasons }) => reasons.length > 0))
    console.log(color.dim(`${post} → ${channel}: ${printable(why.join('; '))}`));
}

function cell(row: StatusRow | undefined): string {
  if (row === undefined) return color.dim('–');
  const until = row.until === undefined ? '' : ` until ${moment(row.until)}`;
  return colors[row.state](row.state) + until;
}

const colors = {
  live: color.green,
  draft: color.cyan,
  'edited since': color.cyan,
  'changed there': color.yellow,
  uncertain: color.yellow,
  waiting: color.yellow,
  blocked: color.red,
  gone: color.dim,
  'taken back': color.dim,
  'not sent': color.dim,
  'by hand': color.magenta,
};

interface Options {
  readonly to?: string;
  readonly from: string;
  readonly json?: boolean;
}
