import { Problem } from '#domain';
import { checkChannels } from '../channels/check-channels.ts';
import { adopt } from '../copies/adopt.ts';
import { unpublish } from '../copies/unpublish.ts';
import { verify } from '../copies/verify.ts';
import { recordByHand } from '../kit/kit.ts';
import type { Step } from '../plan/plan.ts';
import { publish } from '../publish/publish.ts';
import { firstSent } from '../publish/result.ts';
import { inEnglish, say } from '../sayings.ts';
import { agreesTo, type Deed, onlyOf } from './deed.ts';
import type { Desk, DeskRun } from './desk.ts';
import type { Report } from './runs.ts';

/**
 * Carries out what the owner asked for, and tells of each thing as it is known. What only the owner can decide, and did
 * not say in the form, is told as a question and not done.
 *
 * @throws {Problem}
 */
export function carryOut(deed: Deed, desk: Desk, report: Report): Promise<void> {
  const consent: Parameters<Desk['run']>[0]['consent'] = async (question) => {
    if (agreesTo(deed, question)) return true;
    const { edition, about, what } = question;
    report.ask({ post: edition.post, channel: edition.channel, about, what });
    return false;
  };
  const asked = { only: onlyOf(deed), via: deed.via, refresh: deed.refresh !== undefined, consent };
  return desk.run(asked, (run) => acts[deed.deed](deed, run, report, desk));
}

const acts: Readonly<Record<Deed['deed'], Act>> = {
  publish: async (_, { plan, effects }, report, desk) => {
    const steps = await plan();
    report.expect(steps);
    const results = await publish(steps, { ...effects, onResult: report.tell });
    for (const note of await desk.keepIds(firstSent(steps, results))) report.note(note);
  },
  verify: async (deed, { channels, effects }, report) => {
    const found = await verify(chosen(channels, deed), effects);
    for (const { state, ...copy } of found) report.tell({ ...copy, outcome: state });
  },
  check: async (deed, { channels, effects }, report) => {
    const checked = await checkChannels(chosen(channels, deed), effects);
    for (const { channel, isReady, what, hint } of checked)
      report.tell({ channel, what, hint, outcome: isReady ? 'ready' : 'setup' });
  },
  unpublish: async ({ post = '', copy, ...deed }, { channels, effects }, report) => {
    const taken = await unpublish(post, chosen(channels, deed), effects, copy);
    for (const { outcome, ...one } of taken)
      report.tell({ ...one, outcome: outcome === 'failed' ? 'refused' : outcome });
  },
  adopt: async ({ address, ...deed }, { plan, effects }, report) => {
    const { channel, url } = await adopt(onlyStep(await plan(), deed), address, effects);
    report.tell({ post: deed.post, channel, url, outcome: 'done', ...done('adopted') });
  },
  published: async ({ address = '', ...deed }, { plan, effects }, report) => {
    const url = URL.parse(address);
    if (url === null || !/^https?:$/.test(url.protocol))
      throw new Problem(`“${address}” is not an address of a page`, {
        hint: 'Copy it from the browser: https://…',
      });
    const line = await recordByHand(onlyStep(await plan(), deed), url.href, effects);
    report.tell({
      post: deed.post,
      channel: line.channel,
      url: line.url,
      outcome: 'done',
      ...done('recorded'),
    });
  },
};

/** What was done, in both forms. */
function done(name: 'adopted' | 'recorded') {
  const said = [say(name)];
  return { what: inEnglish(said), said };
}

type Act = (deed: Deed, run: DeskRun, report: Report, desk: Desk) => Promise<void>;

function chosen(channels: DeskRun['channels'], { to }: Pick<Deed, 'to'>): DeskRun['channels'] {
  return channels.filter(({ id }) => to === undefined || id === to);
}

function onlyStep([step]: readonly Step[], { post, to }: Pick<Deed, 'post' | 'to'>): Step {
  if (step !== undefined) return step;
  throw new Problem(`“${post}” does not go to ${to}`, {
    hint: `To send it there: channels: { ${to}: true } in its front matter.`,
  });
}
