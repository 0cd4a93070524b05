import { z } from 'zod';
import { langSchema } from './language.ts';
import { line } from './shared-keys.ts';
import { dateSchema, durationSchema } from './time.ts';

/** A destination of editions: one account on one platform. */
export const channelSchema = z.strictObject({
  /** A file in `integrations/syndication/platforms/`, without `.ts`. */
  platform: z.string(),
  /** The server's API, for a self-hosted server or a test. @default the platform's own */
  url: z.url().optional(),
  /** The account on the platform, where the platform asks for one (博客园: the blog's name). */
  account: z.string().optional(),
  /**
   * An HTTP proxy that every request of this channel goes through: `http://proxy.example:3128`. For a platform that wants
   * a fixed address, as 微信公众号 does. Its login is no setting, but `<CHANNEL>_PROXY_LOGIN=user:password` in `.env`.
   * @default no proxy
   */
  proxy: z
    .string()
    .refine(isProxy, { error: 'expected the address of an HTTP proxy such as http://proxy.example:3128' })
    .optional(),
  /** A summary with a link home, or the whole post. @default 'full' */
  form: z.enum(['summary', 'full']).default('full'),
  /** The form of body to send, among those the platform takes. @default the platform's first */
  format: z.enum(['markdown', 'html']).optional(),
  /** Options of this platform alone, such as `{ theme: 'paper' }` on 微信公众号; its file in `platforms/` lists them. @default {} */
  options: z.record(z.string(), z.unknown()).optional(),
  /**
   * How links home are tagged there: `'utm'`, `{ ref: 15 }` (the channel's id in a `ref` of 15 characters at most), or
   * `'none'`. What a link does not say, no report can. @default 'utm'
   */
  tagging: z
    .union([z.enum(['utm', 'none']), z.strictObject({ ref: z.number().int().min(1).max(64) })])
    .optional(),
  /** Whether copies become drafts, which you publish there yourself. @default false */
  draft: z.boolean().optional(),
  // Which posts go there. A post goes where every setting that is given lets it; `channels` in its front matter wins.
  /** Languages of posts that go there. @default every language */
  languages: z.array(langSchema).optional(),
  /** Posts published before this day stay at home. @default every post goes */
  since: dateSchema.optional(),
  /** Posts with one of these tags go there. @default every tag */
  tags: z.array(line).min(1).optional(),
  /** Posts of one of these series go there, by the name of the series. @default every post, in a series or not */
  series: z.array(line).min(1).optional(),
  /** These posts alone go there, by id. @default every post */
  only: z.array(line).min(1).optional(),
  /** How long after its publication at home a post goes there: `30m`, `12h`, `2d`, `1w`. @default at once */
  delay: durationSchema.optional(),
});

/** A channel as {@link channelSchema} reads it. */
export type Channel = z.output<typeof channelSchema>;

/** An address of a host and nothing below it. A login in it would be in Git. */
function isProxy(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
}
