import type { Millis } from '#domain';
import type { Failure } from '../failure.ts';
import type { Step } from '../plan/plan.ts';
import type { Seen } from '../platform.ts';
import { inEnglish, type Said, say } from '../sayings.ts';
import { type Result, resultOf } from './result.ts';

/** The copy was edited there, and its author did not say that ours may replace it. */
export function changedThere(step: Step): Result {
  const { channel, line, post } = step;
  return resultOf(step, 'changed', [say('editedSinceSent')], {
    url: line?.url,
    hint: `Take over what you want to keep. To replace it with yours: npx byline publish ${post} --to ${channel.id} --yes. To leave it: channels: { ${channel.id}: false } in its front matter.`,
  });
}

/** The copy was deleted there. */
export function goneThere(step: Step): Result {
  return resultOf(step, 'gone', [say('goneThere')]);
}

/** The copy was taken back there: an edit could publish it again. */
export function hiddenThere(step: Step, { id, url }: Seen): Result {
  return resultOf(step, 'refused', [say('hiddenDraft', id)], {
    url,
    hint: 'Publish it there, or delete it.',
  });
}

/** The server knows no such request. */
export function nowhere(step: Step, { message }: Failure): Result {
  return resultOf(step, 'setup', `${message}: there is nothing at this address to write to`, {
    hint: 'Look at the url and the account of this channel in content/site.ts.',
  });
}

/** A post there may be the copy. */
export function doubtful(step: Step, seen: Seen): Result {
  const { post, channel } = step;
  return resultOf(step, 'blocked', [doubtSaid(seen)], {
    url: seen.url,
    hint: `If it is: npx byline adopt ${post} --to ${channel.id} ${seen.url ?? seen.id}. If it is not: npx byline publish ${post} --to ${channel.id} --yes`,
  });
}

/** What its author is asked about a post that may be the copy. */
export function doubtOf(seen: Seen): string {
  return inEnglish([doubtSaid(seen)]);
}

function doubtSaid({ title, url, id }: Seen): Said {
  return say('doubtful', title ?? id, url ?? id);
}

/** What was sent may still be carried out. */
export function notYet(step: Step, until: Millis): Result {
  return resultOf(step, 'later', [say('notAnswered')], { at: until });
}

/** The platform took it, and nobody has seen it since: it may be on its way to readers. */
export function notSeenThere(step: Step, until: Millis): Result {
  return resultOf(step, 'later', [say('notShownYet')], { at: until, url: step.line?.url });
}

/** @param url of the copy that the ledger keeps */
export function twice(step: Step, younger: Seen, url: string | undefined): Result {
  const { post, channel } = step;
  return resultOf(step, 'twice', [say('twice', younger.url ?? younger.id)], {
    url,
    twin: younger.id,
    hint: `To take the younger one back: npx byline unpublish ${post} --to ${channel.id} --copy ${younger.id}`,
  });
}
