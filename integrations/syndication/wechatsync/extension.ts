import PQueue from 'p-queue';
import { z } from 'zod';
import type { Millis } from '#domain';
import { Failure } from '../failure.ts';
import type { PictureRules } from '../pictures/fit-picture.ts';
import type { Api, Fitted, Made, Platform, Ready } from '../platform.ts';
import type { Bridge } from './bridge.ts';
import { draftHint } from './draft-hint.ts';

/**
 * Wechatsync as a way to write to platforms that let no program in: the extension makes a draft with the author's own
 * login. It is asked once who is logged in where. One draft is made at a time. Nothing can be looked up, and a second
 * request makes a second draft, so what is uncertain waits for its author.
 */
export function openExtension(bridge: Bridge, { syncMost = SYNC_MOST } = {}): Extension {
  const turns = new PQueue({ concurrency: 1 });
  let asked: Promise<Login[]> | undefined;
  const logins = (): Promise<Login[]> => {
    asked ??= bridge.ask('listPlatforms', { forceRefresh: true }).then(readLogins);
    return asked;
  };
  return {
    apiFor: (platform) => ({
      drafts: true,
      forms: ['markdown', 'html'],
      login: async () => ({ session: { user: loginTo(platform, await logins()) } }),
      who: async ({ session }) => session.user,
      upload: (picture) => upload(picture, platform, bridge),
      create: (edition) => turns.add(() => makeDraft(edition, platform, bridge, syncMost)),
    }),
  };
}

async function makeDraft(edition: Ready, platform: Reached, bridge: Bridge, most: Millis): Promise<Made> {
  const { title, bodies, cover, image } = edition;
  const article = { title, markdown: bodies.markdown, content: bodies.html, cover: cover?.url ?? image };
  const params = { platforms: [platform.wechatsync], article };
  const told = await bridge.ask('syncArticle', params, { most, writes: true }).catch((error: unknown) => {
    throw error instanceof Failure ? explained(error, edition, platform) : error;
  });
  const result = readSynced(told).find((one) => one.platform === platform.wechatsync);
  if (result === undefined)
    throw explained(new Failure('uncertain', 'Wechatsync did not say what became of it'), edition, platform);
  if (!result.success)
    throw new Failure('refused', `${platform.name}: ${result.error ?? 'Wechatsync gave no reason'}`, {
      hint: `A draft without its text may be left at ${platform.name}: delete it before you send the post again.`,
    });
  return draftOf(result, platform);
}

/** Wechatsync makes drafts unless it says otherwise. */
function draftOf({ postUrl, draftOnly }: Synced, { idOf }: Reached): Made {
  const url = postUrl !== undefined && URL.canParse(postUrl) ? postUrl : undefined;
  const state = draftOnly === false ? 'live' : 'draft';
  return { state, ...(url === undefined ? {} : { url, id: idOf?.(url) }) };
}

/** What its author does about a draft that may be there. */
function explained(failure: Failure, { post, channel }: Ready, { name }: Reached): Failure {
  if (failure.outcome !== 'uncertain') return failure;
  return new Failure('uncertain', `${failure.message}; a draft may be at ${name}`, {
    hint: draftHint({ post, channel, name }),
    cause: failure,
  });
}

async function upload({ bytes, type, name }: Fitted, platform: Reached, bridge: Bridge) {
  const params = {
    imageData: Buffer.from(bytes).toString('base64'),
    mimeType: type,
    platform: platform.wechatsync,
  };
  try {
    const { url } = uploadedSchema.parse(await bridge.ask('uploadImage', params));
    return { url };
  } catch (error) {
    if (error instanceof Failure && error.outcome !== 'later') throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('refused', `the picture ${name} could not be brought to ${platform.name}: ${why}`, {
      hint: 'No draft was made. Run this again, or put the post there by hand with npx byline kit.',
      cause: error,
    });
  }
}

/** @throws {Failure} where nobody is logged in to a platform in that browser */
function loginTo({ wechatsync, name }: Reached, logins: readonly Login[]): string {
  const login = logins.find(({ id }) => id === wechatsync);
  if (login === undefined)
    throw new Failure('setup', `this Wechatsync does not know ${name} (“${wechatsync}”)`, {
      hint: 'Bring the extension up to date.',
    });
  if (login.isAuthenticated) return login.username ?? 'you';
  const why = login.error === undefined ? '' : ` (${login.error})`;
  throw new Failure('setup', `you are not logged in to ${name} in the browser that has Wechatsync${why}`, {
    hint: `Log in to ${name} there, then run this again.`,
  });
}

function readLogins(told: unknown): Login[] {
  const parsed = z.array(loginSchema).safeParse(told);
  if (parsed.success) return parsed.data;
  throw new Failure('setup', 'what Wechatsync says of its platforms is not understood', {
    hint: 'Bring the extension up to date.',
    cause: parsed.error,
  });
}

/** Older versions answer with the list alone. */
function readSynced(told: unknown): Synced[] {
  const parsed = z
    .union([z.array(syncedSchema), z.object({ results: z.array(syncedSchema) })])
    .safeParse(told);
  if (!parsed.success) return [];
  return Array.isArray(parsed.data) ? parsed.data : parsed.data.results;
}

/** A sync may take six minutes. */
const SYNC_MOST: Millis = 7 * 60_000;

/** What the extension's platforms take: what each of their editors takes. */
export const extensionPictures: PictureRules = { formats: ['png', 'jpg'], maxBytes: 5 * 1024 * 1024 };

const loginSchema = z.object({
  id: z.string(),
  isAuthenticated: z.boolean(),
  username: z.string().optional(),
  error: z.string().optional(),
});

const syncedSchema = z.object({
  platform: z.string(),
  success: z.boolean(),
  postUrl: z.string().optional(),
  draftOnly: z.boolean().optional(),
  error: z.string().optional(),
});

const uploadedSchema = z.object({ url: z.url() });

type Login = z.output<typeof loginSchema>;
type Synced = z.output<typeof syncedSchema>;

/** A platform that Wechatsync knows. */
export type Reached = Pick<Platform, 'name' | 'idOf'> & { readonly wechatsync: string };

/** The extension in the author's browser, for one run. */
export interface Extension {
  /** How to write to a platform by way of the extension. */
  apiFor(platform: Reached): Api<string, { readonly user: string }>;
}
