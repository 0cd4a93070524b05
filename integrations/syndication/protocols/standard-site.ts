import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Copy, Failure, type Proof, type Ready } from '../platform.ts';
import {
  deleteRecord,
  findRecord,
  keyIn,
  listRecords,
  putRecord,
  type Repository,
  timestampId,
} from './atproto.ts';

/** The publication whose documents a channel writes. */
export const publicationSchema = z.strictObject({
  /** What the site is called there. */
  name: z.string().min(1).max(500),
  description: z.string().max(3000).optional(),
  /** The key of the site's publication, where another program has made one already. @default one made from the site's address */
  key: z
    .string()
    .regex(/^[2-7a-j][2-7a-z]{12}$/, 'expected a record key of 13 letters and digits')
    .optional(),
});

export type Publication = z.output<typeof publicationSchema>;

/**
 * Writes a post as a document of https://standard.site: readers of long texts in the AT network, such as Leaflet, show it
 * and lead to the site. The document has the key of its post on Bluesky, and names the record of the site, its
 * publication, which is written first where it is not there as it should be. Both may be written again.
 */
export async function putDocument(
  rkey: string,
  edition: Ready,
  publication: Publication,
  to: Repository,
): Promise<void> {
  const { home } = edition;
  await to.once(`publication of ${home}`, () => putPublication(home, publication, to));
  const site = addressOf(to.session.did, PUBLICATION, keyOf(home, publication));
  await putRecord({ collection: DOCUMENT, rkey }, { site, ...documentFor(edition) }, to);
}

/** What a document says, for a look at a copy; undefined where there is none. */
export async function documentText(rkey: string, to: Repository): Promise<string | undefined> {
  const found = await findRecord({ collection: DOCUMENT, rkey }, documentSchema, to);
  return found && [found.value.title, found.value.description, found.value.textContent].join('\n');
}

/** Deletes the document; doing it twice does no harm. */
export function removeDocument(rkey: string, to: Repository): Promise<void> {
  return deleteRecord({ collection: DOCUMENT, rkey }, to);
}

/**
 * What a site says so that its documents are believed to be its own, by https://standard.site/docs/verification/: a link
 * in the page of each post, and a file that names the publication.
 */
export function proofOf({ id, url, home }: Copy, publication: Publication): Proof | undefined {
  const did = /\/profile\/(?<did>did:[^/]+)\//.exec(url ?? '')?.groups?.['did'];
  if (did === undefined || id === undefined) return undefined;
  const site = addressOf(did, PUBLICATION, keyOf(home, publication));
  return {
    links: [
      { rel: DOCUMENT, href: addressOf(did, DOCUMENT, id) },
      { rel: PUBLICATION, href: site },
    ],
    file: { path: `/.well-known/${PUBLICATION}`, text: site },
  };
}

const DOCUMENT = 'site.standard.document';
const PUBLICATION = 'site.standard.publication';

/** Keeps what other programs have put into the publication, such as its icon. */
async function putPublication(home: string, publication: Publication, to: Repository): Promise<void> {
  const rkey = keyOf(home, publication);
  await refuseAnother(home, rkey, to);
  const { name, description } = publication;
  const wanted = { url: home, name, ...(description === undefined ? {} : { description }) };
  const found = await findRecord({ collection: PUBLICATION, rkey }, looseSchema, to);
  const isThere = Object.entries(wanted).every(([key, value]) => found?.value[key] === value);
  if (!isThere) await putRecord({ collection: PUBLICATION, rkey }, { ...found?.value, ...wanted }, to);
}

/** @throws {Failure} `setup` where the site has a publication by another key */
async function refuseAnother(home: string, rkey: string, to: Repository): Promise<void> {
  const all = await listRecords(PUBLICATION, 100, looseSchema, to);
  const other = all.find(({ uri, value }) => isAddress(value['url'], home) && keyIn(uri) !== rkey);
  if (other === undefined) return;
  throw new Failure('setup', `the account has a publication of ${home} already`, {
    hint: `Name it in content/site.ts: options: { publication: { …, key: '${keyIn(other.uri)}' } }.`,
  });
}

/** Whether an address is the site's, with a slash at its end or without. */
function isAddress(url: unknown, home: string): boolean {
  return typeof url === 'string' && url.replace(/\/+$/, '') === home;
}

function documentFor({ title, description, canonical, home, published, tags, plainText, cover }: Ready) {
  return {
    path: canonical.slice(home.length),
    title,
    description,
    publishedAt: new Date(published).toISOString(),
    tags,
    textContent: plainText(),
    ...(cover?.data === undefined ? {} : { coverImage: cover.data }),
  };
}

/** The same for every clone of the site, so that it has one publication. */
function keyOf(home: string, { key }: Publication): string {
  if (key !== undefined) return key;
  const hash = BigInt(`0x${createHash('sha256').update(home).digest('hex').slice(0, 13)}`);
  // Some moment of the autumn of 2023: the moment of a key says nothing, but it must be one.
  return timestampId(AUTUMN + (hash >> 12n), hash);
}

/** In microseconds. */
const AUTUMN = 1_700_000_000_000_000n;

function addressOf(did: string, collection: string, rkey: string): string {
  return `at://${did}/${collection}/${rkey}`;
}

const looseSchema = z.record(z.string(), z.unknown());

const documentSchema = z.object({
  title: z.string(),
  description: z.string().optional(),
  textContent: z.string().optional(),
});
