import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import color from 'picocolors';
import stringWidth from 'string-width';
import site from '#site';
import { authorFolders } from '../../integrations/author-folders.ts';
import {
  publish as carryOut,
  createSend,
  getText,
  loadPlatforms,
  openChannels,
  openLedger,
  plan,
  type Result,
  readFeed,
  readLedger,
  type Step,
  whyAbsent,
} from '../../integrations/syndication/index.ts';
import { requireOwner } from '../sample-site.ts';

/** Carries out the plan, or prints it. */
export default async function publish(options: Options): Promise<void> {
  if (Object.keys(site.channels).length === 0) return printNoChannels(options);
  if (options.dryRun) {
    const steps = await planFor(options, await readLedger(LEDGER));
    print(options, { plan: steps.map(stepRow) }, () => printPlan(steps));
    if (steps.some((step) => step.action === 'blocked')) process.exitCode = 1;
    return;
  }
  requireOwner('npx byline publish');
  const ledger = await openLedger(LEDGER);
  try {
    await send(options, ledger);
  } finally {
    await ledger.close();
  }
}

async function send(options: Options, ledger: OpenLedger): Promise<void> {
  const steps = await planFor(options, ledger.lines());
  if (!options.json) printPlan(steps);
  const results = await carryOut(steps, {
    ledger,
    now: Date.now,
    sleep,
    whyAbsent,
    sendFor: (secrets) => createSend(Object.values(secrets)),
    onResult: (result) => {
      if (!options.json) printResult(result);
    },
  });
  if (options.json) console.log(JSON.stringify({ plan: steps.map(stepRow), results }, null, 2));
  if (results.some(({ outcome }) => outcome !== 'done' && outcome !== 'unchanged')) process.exitCode = 1;
}

async function planFor(
  { from, post, channel }: Options,
  ledger: Parameters<typeof plan>[0]['ledger'],
): Promise<Step[]> {
  const channels = openChannels(site.channels, {
    platforms: await loadPlatforms(),
    env: process.env,
    timeZone: site.timeZone,
  });
  const items = await readFeed(from, getText);
  return plan({ items, channels, ledger, site: site.url, only: { post, channel } });
}

function printPlan(steps: readonly Step[]): void {
  if (steps.every(({ action }) => action === 'unchanged')) {
    console.log('Nothing to do: every copy is up to date.');
    return;
  }
  const width = Math.max(...steps.map(({ post }) => stringWidth(post)));
  const said = new Set<string>();
  for (const step of steps) {
    const post = step.post + ' '.repeat(width - stringWidth(step.post));
    const { id, platform } = step.channel;
    console.log(`${paint(step.action)}${post}  ${id} ${color.dim(`(${platform.name})`)}`);
    const reasons = reasonsOf(step);
    const fresh = reasons.filter((why) => !said.has(id + why));
    for (const why of fresh) said.add(id + why);
    const shown = fresh.length < reasons.length ? [...fresh, color.dim('as above')] : fresh;
    for (const why of shown) console.log(`${' '.repeat(COLUMN)}${why}`);
  }
}

function printResult({ outcome, post, channel, what, url, at }: Result): void {
  if (outcome === 'unchanged' || outcome === 'blocked') return;
  const until = at === undefined ? '' : ` (not before ${new Date(at).toISOString()})`;
  console.log(
    `${paint(outcome)}${post} → ${channel}: ${what}${until}${url === undefined ? '' : ` ${color.dim(url)}`}`,
  );
}

function printNoChannels(options: Options): void {
  print(options, { plan: [] }, () => {
    console.log('No channels yet, so there is nowhere to publish.');
    console.log(color.dim("Add one to `channels` in content/site.ts, such as dev: { platform: 'dev' }."));
  });
}

function print({ json }: Options, value: unknown, say: () => void): void {
  if (json) console.log(JSON.stringify(value, null, 2));
  else say();
}

function stepRow(step: Step) {
  return { post: step.post, channel: step.channel.id, action: step.action, why: reasonsOf(step) };
}

function reasonsOf(step: Step): readonly string[] {
  return step.action === 'blocked' ? step.why : [];
}

function paint(word: Step['action'] | Result['outcome']): string {
  return colors[word](word.padEnd(COLUMN));
}

const LEDGER = resolve(authorFolders('.').content, 'publications.json');

/** Where the second column begins. */
const COLUMN = 11;

const colors = {
  create: color.green,
  update: color.cyan,
  'look-up': color.cyan,
  unchanged: color.dim,
  blocked: color.red,
  done: color.green,
  refused: color.red,
  later: color.yellow,
  uncertain: color.yellow,
};

type OpenLedger = Awaited<ReturnType<typeof openLedger>>;

interface Options {
  readonly dryRun?: boolean;
  readonly from: string;
  readonly post?: string;
  readonly channel?: string;
  readonly json?: boolean;
}
