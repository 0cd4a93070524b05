import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { z } from 'zod';

/** Why WeChat does not take an article, in its own words. */
export function faultOf(
  { title, author = '', digest = '', content, ...sent }: Sent,
  pictures: readonly Taken[],
): Fault | undefined {
  if ([...title].length > 32) return { errcode: 45003, errmsg: 'title size out of limit' };
  if ([...author].length > 16) return { errcode: 45110, errmsg: 'author size out of limit' };
  if ([...digest].length > 120) return { errcode: 45004, errmsg: 'description size out of limit' };
  if (content.trim() === '') return { errcode: 44003, errmsg: 'empty news data' };
  if (Buffer.byteLength(content) >= 1024 * 1024)
    return { errcode: 45002, errmsg: 'content size out of limit' };
  const cover = pictures.find(({ id, use }) => use === 'cover' && id === sent.thumb_media_id);
  if (cover === undefined) return { errcode: 40007, errmsg: 'invalid media_id' };
  return isInvalid(content) ? { errcode: 45166, errmsg: 'invalid content' } : undefined;
}

/** What WeChat takes for a picture: PNG or JPEG below a megabyte, whatever its name says. */
export function pictureFault(bytes: Uint8Array): Fault | undefined {
  if (bytes.length >= 1024 * 1024) return { errcode: 40009, errmsg: 'invalid image size' };
  const [first, second] = bytes;
  const isPicture = (first === 0x89 && second === 0x50) || (first === 0xff && second === 0xd8);
  return isPicture ? undefined : { errcode: 40113, errmsg: 'unsupported file type' };
}

/** An article as WeChat keeps it: pictures from elsewhere are gone. */
export function shownContent(content: string, pictures: readonly Taken[]): string {
  const own = new Set(pictures.map(({ url }) => url));
  const tree = fromHtml(content, { fragment: true });
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'img' || own.has(String(node.properties['src']))) return;
    if (parent !== undefined && index !== undefined) parent.children.splice(index, 1);
  });
  return unified().use(rehypeStringify).stringify(tree);
}

function isInvalid(content: string): boolean {
  let found = false;
  visit(fromHtml(content, { fragment: true }), 'element', (node) => {
    found ||= breaksRule(node);
  });
  return found;
}

function breaksRule({ tagName, properties }: Element): boolean {
  if (['style', 'script', 'iframe', 'form', 'input'].includes(tagName)) return true;
  const names = Object.keys(properties);
  if (names.some((name) => name === 'className' || name === 'id' || /^data[A-Z]/.test(name))) return true;
  if (/\bposition\s*:/.test(String(properties['style'] ?? ''))) return true;
  const { href } = properties;
  return href !== undefined && !String(href).startsWith('https://mp.weixin.qq.com/');
}

/** An article of a draft, as the API takes it. */
export const articleSchema = z.strictObject({
  article_type: z.literal('news'),
  title: z.string(),
  author: z.string().optional(),
  digest: z.string().optional(),
  content: z.string(),
  content_source_url: z.string(),
  thumb_media_id: z.string(),
  need_open_comment: z.literal([0, 1]),
  only_fans_can_comment: z.literal([0, 1]),
});

export type Sent = z.output<typeof articleSchema>;

/** A picture that was uploaded. */
export interface Taken {
  readonly id: string;
  readonly url: string;
  readonly use: 'body' | 'cover';
  readonly bytes: number;
  readonly type: string;
}

/** The answer of the API to a request it refuses. */
export interface Fault {
  readonly errcode: number;
  readonly errmsg: string;
}
