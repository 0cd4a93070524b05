import { z } from 'zod';

const serverSchema = z
  .url({
    protocol: /^https?$/,
    error: 'expected the address of your server, such as https://comments.example.com',
  })
  .transform((address) => address.replace(/\/+$/, ''));

const originsSchema = z.array(z.url({ protocol: /^https$/ }).transform((address) => new URL(address).origin));

/** The comment system of the site: one of these. */
export const commentsSchema = z
  .strictObject({
    /** GitHub Discussions, by giscus.app: the four values that its page shows for your repository. */
    giscus: z
      .strictObject({
        /** The repository: `name/blog`. */
        repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/, { error: 'expected a repository such as name/blog' }),
        repoId: z.string().trim().min(1),
        category: z.string().trim().min(1),
        categoryId: z.string().trim().min(1),
        /** The key that connects a page with its discussion. @default 'pathname' */
        mapping: z.enum(['pathname', 'url', 'title', 'og:title']).default('pathname'),
        /** Your own giscus server. @default 'https://giscus.app' */
        host: serverSchema.default('https://giscus.app'),
      })
      .optional(),
    /** Waline (waline.js.org): the address of your server. */
    waline: z
      .strictObject({
        server: serverSchema,
        /** Further sites that pictures in comments may come from. @default ['https://seccdn.libravatar.org'] */
        pictures: originsSchema.default(['https://seccdn.libravatar.org']),
      })
      .optional(),
    /** Twikoo (twikoo.js.org): the address of your server, which Twikoo calls `envId`. */
    twikoo: z
      .strictObject({
        envId: serverSchema,
        /** Further sites that pictures in comments may come from. @default ['https://weavatar.com', 'https://cravatar.cn'] */
        pictures: originsSchema.default(['https://weavatar.com', 'https://cravatar.cn']),
      })
      .optional(),
  })
  .refine((systems) => Object.values(systems).filter((system) => system !== undefined).length === 1, {
    error: 'expected one of giscus, waline or twikoo',
    when: ({ issues }) => issues.length === 0,
  });

/** The settings of the one system that is switched on. */
export type Comments = z.output<typeof commentsSchema>;

/** The origins that a page with comments may load from, by directive of the policy. */
export interface CommentHosts {
  readonly frame?: string;
  readonly connect?: string;
  readonly pictures: readonly string[];
}

/** The other sites that a page with comments needs. */
export function commentHosts({ giscus, waline, twikoo }: Comments): CommentHosts {
  if (giscus !== undefined) return { frame: new URL(giscus.host).origin, pictures: [] };
  const server = new URL(waline?.server ?? twikoo?.envId ?? '').origin;
  return { connect: server, pictures: [server, ...(waline?.pictures ?? twikoo?.pictures ?? [])] };
}

/** The address of the discussions on GitHub, for a reader without script; undefined for other systems. */
export function discussionsAddress({ giscus }: Comments): string | undefined {
  return giscus && `https://github.com/${giscus.repo}/discussions`;
}
