import { toText } from 'hast-util-to-text';
import { recipeFor, recipeIn } from '../editions/edition.ts';
import type { Limit } from '../editions/limit.ts';
import { misfits } from '../editions/limits.ts';
import { renderEdition, summaryFor } from '../editions/render-edition.ts';
import { Failure } from '../failure.ts';
import { placePictures } from '../pictures/place-pictures.ts';
import type { Step } from '../plan/plan.ts';
import type { Ready } from '../platform.ts';
import type { Account } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import { parseContent } from '../render/content/parse-content.ts';
import { inEnglish, type Said } from '../sayings.ts';

/**
 * An edition as it will be sent: rendered, within every limit, its pictures where readers of the platform will find
 * them. Readers see nothing of it yet.
 *
 * @throws {Failure} `refused` where it does not fit, `later` where the site is not deployed
 */
export async function prepare(step: Step, key: string, account: Account, effects: Effects): Promise<Ready> {
  const { channel, edition } = step;
  const { name } = channel.platform;
  const limits = [...channel.platform.limits, ...(await account.limits())];
  const how = { site: effects.site, most: mostOf(limits, channel) };
  const first = renderAll(step, how);
  fit({ ...edition, body: first.body }, limits, name);
  for (const address of [edition.canonical, edition.image]) await present(address, effects);
  const { placed, cover } = await placePictures(step, first.pictures, account, effects);
  const last = placed === undefined ? first : renderAll(step, { ...how, placed });
  fit({ ...edition, body: last.body }, limits, name);
  return {
    ...edition,
    key,
    format: recipeFor(channel).form,
    body: last.body,
    bodies: last.bodies,
    plain: last.plain,
    spans: last.spans ?? [],
    summary: summaryFor(step, effects.site),
    cover,
    home: effects.site.replace(/\/+$/, ''),
    plainText: () => toText(parseContent(step.item.content_html)).trim(),
  };
}

/** An edition in its own form, and in each other form its way of sending asks for; the pictures of all of them. */
function renderAll({ channel, item }: Step, how: Omit<Parameters<typeof renderEdition>[1], 'channel'>) {
  const own = recipeFor(channel);
  const forms = (channel.platform.api?.forms ?? []).filter((form) => form !== own.form);
  const others = forms.map((form) => {
    const rendered = renderEdition(item, { ...how, channel, recipe: recipeIn(form, channel) });
    return { form, ...rendered };
  });
  const rendered = { form: own.form, ...renderEdition(item, { ...how, channel }) };
  const all = [rendered, ...others];
  const pictures = new Map(all.flatMap((each) => each.pictures.map((picture) => [picture.key, picture])));
  return {
    ...rendered,
    bodies: Object.fromEntries(all.map(({ form, body }) => [form, body])),
    pictures: [...pictures.values()],
  };
}

/** How long a short post may be here; a long text has no need to know. */
function mostOf(limits: readonly Limit[], channel: Step['channel']): number | undefined {
  if (recipeFor(channel).form !== 'text') return undefined;
  const own = limits.filter(({ part }) => part === 'body').map(({ most }) => most);
  return own.length === 0 ? undefined : Math.min(...own);
}

/**
 * Why an edition that was never sent would be refused; empty where it fits. Needs no network, and renders only where the
 * platform limits the body.
 */
export function rehearse({ channel, edition, item }: Step, site: string): Said[] {
  const { limits, name } = channel.platform;
  const isBodyCounted = limits.some(({ part }) => part === 'body');
  if (!isBodyCounted) return misfits(edition, limits, name);
  const { body } = renderEdition(item, { channel, site });
  return misfits({ ...edition, body }, limits, name);
}

function fit(
  edition: Parameters<typeof misfits>[0],
  limits: Parameters<typeof misfits>[1],
  name: string,
): void {
  const [why, ...more] = misfits(edition, limits, name);
  if (why !== undefined) throw new Failure('refused', inEnglish([why, ...more]));
}

/** @throws {Failure} where an address of ours is not there yet */
async function present(address: string | undefined, { whyAbsent }: Effects): Promise<void> {
  const why = address === undefined ? undefined : await whyAbsent(address);
  if (why !== undefined) throw new Failure('later', why, { unsent: true, atHome: true });
}
