import { z } from 'zod';
import { definePlatform, Failure, most, type Ready } from '../platform.ts';
import { logIn, upload } from '../protocols/wechat-account.ts';
import { addressOf, ask, isOf, list, listPublished, lookAt, seenOf } from '../protocols/wechat-box.ts';
import { judgeWeChat } from '../protocols/wechat-errors.ts';
import plain, { wechat } from '../render/recipes/wechat.ts';

const optionsSchema = z.strictObject({
  /** What the article looks like. @default 'plain' */
  theme: z.enum(['plain', 'paper', 'signal']).default('plain'),
  /** Shown under the title, 16 characters at most. @default nobody */
  author: z.string().max(16).optional(),
  /** Who may comment. @default 'off' */
  comments: z.enum(['off', 'all', 'fans']).default('off'),
  /** Publish the draft at once; verified accounts alone may. @default false */
  publish: z.boolean().default(false),
});

/**
 * 微信公众号 by its draft box. Weak facts, learned from its pages and from no live account: an article that was sent to
 * all followers by hand (群发) may be absent from the list of published ones, and then counts as deleted. WeChat says that
 * a text must be shorter than 20,000 characters and does not say whether it counts tags, so its own answer decides.
 */
export default definePlatform({
  name: '微信公众号',
  url: 'https://api.weixin.qq.com',
  secrets: {
    appId: 'the AppID, from 微信开发者平台 → 公众号 → 基础信息',
    appSecret: 'the AppSecret, from the same page; put the address you publish from on the IP 白名单 there',
  },
  render: [plain],
  options: optionsSchema,
  recipeFor: ({ theme }) => wechat(theme),
  summary: { most: 120, unit: 'characters' },
  limits: [most('title', 32), most('body', 1024 * 1024 - 1, 'utf8')],
  needsTag: 'A published article has a new id, and is known by the tag of its link home.',
  covers: [
    { width: 900, height: 383 },
    { width: 500, height: 500 },
  ],
  pictures: { formats: ['jpg', 'png'], maxBytes: 1024 * 1024 - 1 },
  cost: (_, { publish }) =>
    publish ? 'it is published at once, and a program cannot edit it afterwards' : undefined,
  kit: {
    editor: 'https://mp.weixin.qq.com/',
    frame: 'phone',
    asks: [
      { what: '封面', value: ({ image = '' }) => image },
      { what: '摘要，不超过 120 字', value: ({ summary }) => summary },
      { what: '原文链接', value: ({ link }) => link },
    ],
  },

  api: {
    drafts: true,
    judge: judgeWeChat,

    login: (server) => logIn(server),

    async who(to) {
      const url = addressOf(to, '/draft/count');
      const { total_count } = countSchema.parse(await to.send.json({ method: 'GET', url }));
      return `an account with ${total_count} drafts`;
    },

    upload: (picture, to) => upload(picture, to),

    async create(edition, to) {
      const body = { articles: [articleFor(edition, to.options)] };
      const { media_id } = draftSchema.parse(await ask(to, '/draft/add', body, true));
      if (!to.options.publish || edition.draft) return { id: media_id, state: 'draft' };
      await ask(to, '/freepublish/submit', { media_id }, true);
      return { id: media_id, state: 'processing' };
    },

    async find({ post, channel, canonical }, to, reach) {
      const most = reach === 'newest' ? 1 : Number.POSITIVE_INFINITY;
      const published = (await to.once(`published ${reach}`, () => listPublished(to, most))) ?? [];
      const drafts = await to.once(`drafts ${reach}`, () => list(to, '/draft/batchget', most));
      const ours = [...drafts, ...published].filter((item) => isOf(item, { post, channel }));
      return ours.map((item) => ({ ...seenOf(item), canonical })).toReversed();
    },

    look: (id, to, of) => lookAt(id, to, of),

    async update(id, edition, to, seen) {
      if (seen?.state !== 'draft') throw new Failure('refused', LEFT_THE_BOX, { hint: EDIT_BY_HAND });
      const body = { media_id: id, index: 0, articles: articleFor(edition, to.options) };
      await ask(to, '/draft/update', body, true);
      return { id, state: 'draft' };
    },

    async remove(id, to, of) {
      const seen = await lookAt(id, to, of);
      if (seen.state === 'unknown') throw new Failure('refused', LEFT_THE_BOX, { hint: EDIT_BY_HAND });
      if (seen.state === 'draft') await ask(to, '/draft/delete', { media_id: id }, true);
      if (seen.state === 'live') await ask(to, '/freepublish/delete', { article_id: seen.id }, true);
      return 'deleted';
    },
  },
});

const LEFT_THE_BOX = 'the draft has left the draft box: it was published, or deleted there';
const EDIT_BY_HAND = 'Edit the article by hand at mp.weixin.qq.com, or delete it there.';

const countSchema = z.object({ total_count: z.number() });
const draftSchema = z.object({ media_id: z.string().min(1) });

function articleFor({ title, summary, body, link, cover }: Ready, options: z.output<typeof optionsSchema>) {
  if (cover?.id === undefined)
    throw new Failure('refused', 'WeChat takes no article without a cover', {
      hint: 'Give the post a picture with cover: in its front matter.',
    });
  return {
    article_type: 'news',
    title,
    author: options.author,
    digest: summary,
    content: body,
    content_source_url: link,
    thumb_media_id: cover.id,
    need_open_comment: options.comments === 'off' ? 0 : 1,
    only_fans_can_comment: options.comments === 'fans' ? 1 : 0,
  };
}
