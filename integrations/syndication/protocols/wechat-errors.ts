import { z } from 'zod';
import { type Answer, Failure } from '../platform.ts';

/** What WeChat means: it answers HTTP 200 always, and an `errcode` of 0 is success. */
export function judgeWeChat({ body, url }: Answer): Failure | undefined {
  const said = errorSchema.safeParse(body).data;
  if (said === undefined || said.errcode === 0) return undefined;
  const what = `WeChat: ${said.errmsg} (${said.errcode})`;
  if (said.errcode === UNKNOWN_ADDRESS) return unknownAddress(what, said.errmsg);
  if (said.errcode === NO_SUCH_MEDIA && url.includes('/draft/add'))
    return new Failure('refused', what, { hint: COVER_LOST });
  if (expired.has(said.errcode)) return new Failure(isLogin(url) ? 'setup' : 'expired', what);
  const waits = wait.get(said.errcode);
  if (waits !== undefined) return new Failure('later', what, waits);
  const setup = setupHints.get(said.errcode);
  if (setup !== undefined) return new Failure('setup', what, { hint: setup });
  if (said.errcode === NO_SUCH_MEDIA) return new Failure('gone', what);
  return new Failure('refused', what, { hint: textHints.get(said.errcode) });
}

const errorSchema = z.object({ errcode: z.number(), errmsg: z.string().default('') });

const UNKNOWN_ADDRESS = 40164;
const NO_SUCH_MEDIA = 40007;

const COVER_LOST =
  'Its cover was deleted from the 素材库 there. Change the picture a little, so that it is uploaded again.';

/** The token is over. */
const expired = new Set([40001, 40014, 42001]);

/** How long to wait: WeChat is busy, or the day's calls are used up. */
const wait = new Map([
  [-1, { wait: 5_000 }],
  [45009, { wait: 60 * 60_000, unsent: true }],
]);

const setupHints = new Map([
  [40013, 'The AppID is wrong: look at APP_ID of this channel in .env.'],
  [40125, 'The AppSecret is wrong: look at APP_SECRET of this channel in .env.'],
  [40243, 'The AppSecret is frozen: unfreeze it at 微信开发者平台 → 公众号 → 基础信息.'],
  [
    48001,
    'The account may not do this by a program. Leave `publish` out of its options, and publish the draft by hand.',
  ],
]);

const textHints = new Map([
  [44003, 'The article has no text.'],
  [45002, 'The text is too long for WeChat: set form to summary for this channel.'],
  [45003, 'The title is too long for WeChat: give it another in the front matter of the post.'],
  [45004, 'The summary is too long for WeChat: shorten `summary` in the front matter of the post.'],
  [
    45166,
    'WeChat takes no class, id, data- attribute, position: in a style, or link that begins with #. One of these is left in the text.',
  ],
]);

function isLogin(url: string): boolean {
  return url.includes('/stable_token');
}

/** WeChat names the address it saw: `invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist`. */
function unknownAddress(what: string, said: string): Failure {
  const address = /invalid ip ([\d.:a-f]+)/i.exec(said)?.[1] ?? 'the address above';
  return new Failure('setup', what, {
    hint: `Add ${address} at 微信开发者平台 → 公众号 → 基础信息 → API IP 白名单. A machine whose address changes needs a relay: name it as the url of this channel.`,
  });
}
