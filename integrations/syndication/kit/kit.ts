import { type FeedItem, Problem, type Publication } from '#domain';
import { recipeFor } from '../editions/edition.ts';
import { renderEdition, summaryFor } from '../editions/render-edition.ts';
import type { Step } from '../plan/plan.ts';
import type { Effects } from '../publish/effects.ts';
import type { BodyForm } from '../render/recipe.ts';
import type { Said } from '../sayings.ts';

/**
 * All an author needs to put a post on a platform by hand, in the order the platform asks for it.
 *
 * @throws {Problem} where the platform has no editor that is known
 */
export function makeKit(step: Step, site: string): MadeKit {
  const { channel, edition, item } = step;
  const { kit, name } = channel.platform;
  if (kit === undefined)
    throw new Problem(`${name} has no kit`, {
      hint: `npx byline publish ${edition.post} --to ${channel.id} writes there.`,
    });
  const { body, pictures } = renderEdition(item, { channel, site });
  const ready = { ...edition, summary: summaryFor(step, site) };
  const asks = kit.asks.map(({ what, value }) => ({ what, value: value?.(ready) }));
  return {
    post: edition.post,
    channel: channel.id,
    platform: name,
    editor: kit.editor,
    form: recipeFor(channel).form,
    title: edition.title,
    body,
    asks,
    cover: edition.image,
    pictures: pictures.flatMap((picture) => (picture.kind === 'picture' ? [picture] : [])),
    notes: step.notes,
    lang: item.language,
  };
}

/**
 * Keeps in the ledger that an author put a copy there by hand, or published a draft that was made for them: such a copy
 * is what the draft was sent with, so a post that was edited since still counts as edited.
 */
export async function recordByHand(
  step: Step,
  url: string,
  { ledger, journal, now }: Pick<Effects, 'ledger' | 'journal' | 'now'>,
): Promise<Publication> {
  const { channel, post } = step;
  const id = channel.platform.idOf?.(url);
  const line: Publication = {
    post,
    channel: channel.id,
    state: 'published',
    ...(id === undefined ? {} : { id }),
    url,
    by: 'hand',
    ...sentAs(step),
    at: new Date(now()).toISOString(),
  };
  await ledger.write(line);
  await journal.end({ post, channel: channel.id });
  return line;
}

/** What the copy was made from: the draft's own, where there is one. */
function sentAs({ line, intent, source, recipe }: Step): Pick<Publication, 'source' | 'recipe'> {
  const isOfDraft = line?.state === 'draft' || line?.state === 'uncertain';
  const draft = intent ?? (isOfDraft ? line : undefined);
  if (draft?.source === undefined) return { source, recipe };
  return { source: draft.source, ...(draft.recipe === undefined ? {} : { recipe: draft.recipe }) };
}

/** A post, ready for an author's hands. */
export interface MadeKit {
  readonly post: string;
  readonly channel: string;
  readonly platform: string;
  readonly editor: string;
  readonly form: BodyForm;
  readonly title: string;
  readonly body: string;
  /** What the platform asks, with the answer where the post has one. */
  readonly asks: readonly { readonly what: string; readonly value: string | undefined }[];
  readonly cover: string | undefined;
  /** The pictures of the text, in its order. */
  readonly pictures: readonly { readonly address: string; readonly alt: string }[];
  /** What the author should know before it goes out. */
  readonly notes: readonly Said[];
  readonly lang: FeedItem['language'];
}
