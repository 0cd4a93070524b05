import { z } from 'zod';
import { definePlatform, Failure, most, type Open, type Ready } from '../platform.ts';
import linkedin from '../render/recipes/linkedin.ts';

const optionsSchema = z.strictObject({
  /** The version of LinkedIn's API, year and month; one lives for 12 months. @default '202610' */
  version: z
    .string()
    .regex(/^20\d\d(?:0[1-9]|1[0-2])$/, { error: 'expected a year and a month such as 202610' })
    .default('202610'),
});

/**
 * LinkedIn by its Posts API. A post cannot be read back, so one whose answer was lost waits for its author; sent again,
 * LinkedIn names the one it has. An edit changes the text alone: the card keeps its first title. Who the token belongs
 * to can only be asked with a further permission, so it is not.
 */
export default definePlatform({
  name: 'LinkedIn',
  url: 'https://api.linkedin.com/rest',
  account: 'who posts: urn:li:person:<id>, or urn:li:organization:<id> for a page',
  secrets: {
    token:
      'an access token with w_member_social, from linkedin.com/developers → your app → Auth; it lives 60 days',
  },
  render: [linkedin],
  options: optionsSchema,
  limits: [most('body', 3000, 'utf16')],
  pictures: { formats: ['jpg', 'png'], maxBytes: 5 * 1024 * 1024 },

  api: {
    judge({ status, body }) {
      const said = errorSchema.safeParse(body).data;
      if (status === 426)
        return new Failure('setup', `LinkedIn: ${said?.message ?? status}`, { hint: OLD_VERSION });
      if (status === 429 && said !== undefined)
        return new Failure('later', `LinkedIn: ${said.message}`, { wait: HOUR, unsent: true });
      if (status !== 422 || said?.code !== 'DUPLICATE_POST') return undefined;
      const id = /urn:li:(?:share|ugcPost):\d+/.exec(said.message)?.[0];
      return new Failure('same', `LinkedIn: ${said.message}`, { id });
    },

    async upload({ bytes, type }, to) {
      const body = { initializeUploadRequest: { owner: to.account } };
      const headers = headersFor(to);
      const url = `${to.url}/images?action=initializeUpload`;
      const { value } = placeSchema.parse(
        await to.send.json({ method: 'POST', url, headers, body, writes: false }),
      );
      await to.send.bytes({ method: 'PUT', url: value.uploadUrl, headers, bytes, type, writes: false });
      return { id: value.image };
    },

    async create(edition, to) {
      const body = postFor(edition, to.account);
      const url = `${to.url}/posts`;
      const answer = await to.send.answer({ method: 'POST', url, headers: headersFor(to), body });
      return { id: z.string().min(1).parse(answer.headers.get('x-restli-id')) };
    },

    async update(id, { body: commentary }, to) {
      const headers = { ...headersFor(to), 'x-restli-method': 'PARTIAL_UPDATE' };
      const body = { patch: { $set: { commentary } } };
      await to.send.json({ method: 'POST', url: addressOf(id, to), headers, body });
      return { id };
    },

    async remove(id, to) {
      await to.send.json({ method: 'DELETE', url: addressOf(id, to), headers: headersFor(to) });
      return 'deleted';
    },
  },

  idOf: (url) => /urn:li:(?:share|ugcPost|activity):\d+/.exec(decodeURIComponent(url))?.[0],
});

/** LinkedIn counts by the day, and does not say how long to wait. */
const HOUR = 60 * 60_000;

const OLD_VERSION =
  'LinkedIn takes the version in the header LinkedIn-Version for 12 months. Look up the newest one, and set it: options: { version: … } of this channel in content/site.ts.';

type LinkedIn = Open<'token', undefined, z.output<typeof optionsSchema>>;

const errorSchema = z.object({ message: z.string(), code: z.string().optional() });

const placeSchema = z.object({ value: z.object({ uploadUrl: z.url(), image: z.string() }) });

/** The recipe has escaped the text; title and description of the card are plain. */
function postFor({ body, title, description, link, cover }: Ready, author: string) {
  const picture = cover?.id === undefined ? {} : { thumbnail: cover.id };
  return {
    author,
    commentary: body,
    visibility: 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    content: { article: { source: link, title, description, ...picture } },
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
  };
}

function addressOf(id: string, { url }: Pick<LinkedIn, 'url'>): string {
  return `${url}/posts/${encodeURIComponent(id)}`;
}

function headersFor({ secrets, options }: LinkedIn): Record<string, string> {
  return {
    authorization: `Bearer ${secrets.token}`,
    'linkedin-version': options.version,
    'x-restli-protocol-version': '2.0.0',
  };
}
