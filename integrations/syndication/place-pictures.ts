import type { Account } from './account.ts';
import type { Effects } from './effects.ts';
import { Failure } from './failure.ts';
import { fitPicture } from './fit-picture.ts';
import type { Step } from './plan.ts';
import type { Open, Upload } from './platform.ts';
import type { Picture, PlacedPicture } from './render/recipe.ts';
import { sha256 } from './source-hash.ts';

/**
 * Sees to it that every picture of an edition is where its readers find it: uploaded once for each account and content
 * where the platform takes uploads, else checked to be on the site. One picture that fails stops the edition.
 *
 * @throws {Failure}
 */
export async function placePictures(
  { channel, edition }: Step,
  pictures: readonly Picture[],
  account: Account,
  effects: Effects,
): Promise<Placed> {
  const files = pictures.flatMap((picture) => (picture.kind === 'picture' ? [picture] : []));
  const { api, pictures: rules } = channel.platform;
  if (api?.upload === undefined || rules === undefined) {
    for (const { address } of files) await present(address, effects);
    return { placed: undefined, cover: undefined };
  }
  const put = (address: string, alt: string): Promise<Upload> =>
    upload({ address, alt }, channel, account, effects);
  const placed = new Map<string, PlacedPicture>();
  for (const { key, address, alt } of files) {
    const { url } = await put(address, alt);
    if (url !== undefined) placed.set(key, { address: url });
  }
  const cover = edition.image === undefined ? undefined : await put(edition.image, edition.title);
  return { placed, cover };
}

async function upload(
  { address, alt }: { readonly address: string; readonly alt: string },
  { account: name, platform }: Step['channel'],
  account: Account,
  { journal, readPicture }: Effects,
): Promise<Upload> {
  const { api, pictures: rules } = platform;
  if (api?.upload === undefined || rules === undefined) return {};
  const bytes = await readPicture(address);
  const hash = sha256(bytes);
  const known = journal.upload(name, hash);
  if (known !== undefined) return known;
  const fitted = await fitPicture({ address, alt, bytes }, rules);
  const made = await account.reach((to: Open) => api.upload?.(fitted, to) ?? Promise.resolve({}));
  await journal.keepUpload(name, hash, { ...made });
  return made;
}

async function present(address: string, { whyAbsent }: Effects): Promise<void> {
  const why = await whyAbsent(address);
  if (why !== undefined)
    throw new Failure('later', `a picture of the text: ${why}`, { unsent: true, atHome: true });
}

interface Placed {
  /** Where each picture of the text is now; undefined where all stay at home. */
  readonly placed: ReadonlyMap<string, PlacedPicture> | undefined;
  readonly cover: Upload | undefined;
}
