import type { Millis } from '#domain';
import type { OutlinedStep } from './plan.ts';

/** Where every post is on every channel, as far as the ledger knows. Asks no platform. */
export function statusOf(steps: readonly OutlinedStep[]): StatusRow[] {
  return steps.map((step) => {
    const { post, channel, line, until, why } = step;
    return { post, channel: channel.id, state: stateOf(step), url: line?.url, until, why };
  });
}

function stateOf({ action, line }: OutlinedStep): State {
  if (action === 'unchanged') return line === undefined ? 'not sent' : settled[line.state];
  if (action === 'by-hand') return line === undefined ? 'by hand' : 'edited since';
  return states[action];
}

const settled = {
  published: 'live',
  draft: 'draft',
  uncertain: 'uncertain',
  changed: 'changed there',
  removed: 'taken back',
  gone: 'gone',
} as const;

const states = {
  create: 'not sent',
  update: 'edited since',
  'look-up': 'uncertain',
  uncertain: 'uncertain',
  changed: 'changed there',
  later: 'waiting',
  scheduled: 'waiting',
  blocked: 'blocked',
} as const;

type State = (typeof settled)[keyof typeof settled] | (typeof states)[keyof typeof states] | 'by hand';

/** One post on one channel. */
export interface StatusRow {
  readonly post: string;
  readonly channel: string;
  readonly state: State;
  readonly url: string | undefined;
  /** Of a post that waits: until when. */
  readonly until: Millis | undefined;
  readonly why: readonly string[];
}
