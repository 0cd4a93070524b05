import { z } from 'zod';
import type { Question } from '../publish/effects.ts';

/** What the owner asks for by a form. */
export const deedSchema = z
  .object({
    deed: z.enum(['publish', 'verify', 'check', 'unpublish', 'adopt', 'published']),
    /** The post's id. @default every post */
    post: z.string().min(1).optional(),
    /** The channel's id. @default every channel */
    to: z.string().min(1).optional(),
    via: z.literal('wechatsync').optional(),
    /** The address of the copy. */
    address: z.string().trim().min(1).optional(),
    /** The id of one copy, where the post is there twice. */
    copy: z.string().trim().min(1).optional(),
    /** Whether what an earlier version rendered is sent again. */
    refresh: z.literal('yes').optional(),
    /** What the owner agreed to, for this post on this channel alone. */
    agree: z.enum(['cost', 'overwrite', 'again', 'unpublish', 'refresh']).optional(),
  })
  .refine(({ deed, post, to }) => !isOfOne(deed) || (post !== undefined && to !== undefined));

export type Deed = z.output<typeof deedSchema>;
export type DeedName = Deed['deed'];
export type Agreement = NonNullable<Deed['agree']>;

/** What a deed is never done without, however it was asked for; undefined where it may start at once. */
export function agreementBefore({ deed, refresh }: Deed): 'unpublish' | 'refresh' | undefined {
  if (deed === 'unpublish') return 'unpublish';
  return deed === 'publish' && refresh !== undefined ? 'refresh' : undefined;
}

/** Whether a deed is done to one copy. */
function isOfOne(deed: string): boolean {
  return deed === 'unpublish' || deed === 'adopt' || deed === 'published';
}

/** Reads a form; empty fields say nothing. Undefined where it asks for nothing that is known. */
export function readDeed(fields: Readonly<Record<string, unknown>>): Deed | undefined {
  const said = Object.entries(fields).filter(([, value]) => value !== '');
  return deedSchema.safeParse(Object.fromEntries(said)).data;
}

/** Whether the owner agreed to what a run asks about: only where they named the post and the channel. */
export function agreesTo({ post, to, agree }: Deed, { about, edition }: Question): boolean {
  return agree === about && post === edition.post && to === edition.channel;
}

/** The post and the channel a deed is about, as a plan is asked for them. */
export function onlyOf({ post, to }: Deed): { posts: string[]; channels: string[] } {
  return { posts: post === undefined ? [] : [post], channels: to === undefined ? [] : [to] };
}
