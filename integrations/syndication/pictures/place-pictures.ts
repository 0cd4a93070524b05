import { Problem } from '#domain';
import { sha256 } from '../editions/source-hash.ts';
import { Failure } from '../failure.ts';
import type { Step } from '../plan/plan.ts';
import type { Fitted, Upload } from '../platform.ts';
import type { Account } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import type { Picture, PlacedPicture } from '../render/recipe.ts';
import type { PictureRules } from './fit-picture.ts';
import type { DrawnPicture } from './render-pictures.ts';

/**
 * Sees to it that every picture of an edition is where its readers find it: drawn, fitted and uploaded once for each
 * account and content where the platform takes uploads, else checked to be on the site. One picture that fails stops
 * the edition.
 *
 * @throws {Failure}
 */
export async function placePictures(
  { channel, edition }: Step,
  pictures: readonly Picture[],
  account: Account,
  effects: Effects,
): Promise<Placed> {
  const { api, pictures: rules } = channel.platform;
  if (api?.upload === undefined || rules === undefined) {
    for (const { address } of filesAmong(pictures)) await present(address, effects);
    return { placed: undefined, cover: undefined };
  }
  const to: Target = { channel, rules, account, effects };
  const drawn = await refusing(() => effects.draw(pictures));
  const placed = new Map<string, PlacedPicture>();
  for (const picture of pictures) {
    const drawing = drawn.get(picture.key);
    const address = picture.kind === 'picture' ? picture.address : `${picture.kind}.png`;
    const { url } = await upload({ use: 'body', address, alt: picture.alt, bytes: drawing?.bytes }, to);
    if (url !== undefined) placed.set(picture.key, { address: url, ...sizeOf(drawing) });
  }
  const cover =
    edition.image === undefined
      ? undefined
      : await upload({ use: 'cover', address: edition.image, alt: edition.title }, to);
  return { placed, cover };
}

async function upload({ use, address, alt, bytes: drawn }: Source, to: Target): Promise<Upload> {
  const { channel, rules, account, effects } = to;
  const bytes = drawn ?? (await effects.readPicture(address));
  const hash = sha256(bytes);
  const kept = use === 'cover' ? `cover-${hash}` : hash;
  const known = effects.journal.upload(channel.account, kept);
  if (known !== undefined) return known;
  const { format, ...fitted } = await refusing(() => effects.fit({ bytes, name: address }, rules));
  const name = `${nameOf(address)}-${hash.slice(0, 8)}.${format}`;
  const type = `image/${format === 'jpg' ? 'jpeg' : format}`;
  const picture = { name, type, bytes: new Uint8Array(fitted.bytes), alt, use };
  const made = await account.reach(
    (open) => channel.platform.api?.upload?.(picture, open) ?? Promise.resolve({}),
  );
  await effects.journal.keepUpload(channel.account, kept, { ...made });
  return made;
}

/** A picture that cannot be had or made to fit refuses its post; the other posts go on. */
async function refusing<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Failure('refused', error.message, { hint: error.hint, cause: error });
  }
}

async function present(address: string, { whyAbsent }: Effects): Promise<void> {
  const why = await whyAbsent(address);
  if (why !== undefined)
    throw new Failure('later', `a picture of the text: ${why}`, { unsent: true, atHome: true });
}

function filesAmong(pictures: readonly Picture[]) {
  return pictures.flatMap((picture) => (picture.kind === 'picture' ? [picture] : []));
}

/** The room a drawing takes; other pictures have a size of their own. */
function sizeOf(drawing: DrawnPicture | undefined): Omit<PlacedPicture, 'address'> {
  if (drawing === undefined) return {};
  const { width, height, depth } = drawing;
  return { width, height, ...(depth === undefined ? {} : { depth }) };
}

/** The name a reader of the platform's picture library sees. */
function nameOf(address: string): string {
  const file = address.split('/').at(-1) ?? '';
  return file.replace(/\.\w+$/, '').replaceAll(/[^A-Za-z0-9-]+/g, '-') || 'picture';
}

interface Source {
  readonly use: Fitted['use'];
  readonly address: string;
  readonly alt: string;
  /** Of one that was drawn. */
  readonly bytes?: Uint8Array | undefined;
}

interface Target {
  readonly channel: Step['channel'];
  readonly rules: PictureRules;
  readonly account: Account;
  readonly effects: Effects;
}

interface Placed {
  /** Where each picture of the text is now; undefined where all stay at home. */
  readonly placed: ReadonlyMap<string, PlacedPicture> | undefined;
  readonly cover: Upload | undefined;
}
