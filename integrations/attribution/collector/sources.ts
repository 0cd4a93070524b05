import { DIRECT, type OfferLink, readOfferLink, UNKNOWN, writeOfferLink } from '#domain';
import { listedSources } from './listed-sources.ts';

/**
 * The names of sources: the name reports use → its hosts, with all hosts below them. `.*` stands for `.com` and every
 * country's ending. A host that is listed by itself does not count for its parent: reading mail is not searching. A
 * name that is also a platform's (`dev`, `cnblogs`) is the same channel.
 */
const sources: Readonly<Record<string, readonly string[]>> = {
  // Search
  google: ['google.*', 'com.google.android.googlequicksearchbox'],
  bing: ['bing.com'],
  baidu: ['baidu.com', 'com.baidu.searchbox'],
  sogou: ['sogou.com'],
  so360: ['so.com'],
  shenma: ['sm.cn'],
  duckduckgo: ['duckduckgo.com'],
  yandex: ['yandex.*', 'ya.ru'],
  yahoo: ['yahoo.*'],
  ecosia: ['ecosia.org'],
  kagi: ['kagi.com'],
  brave: ['search.brave.com'],
  // Of the search engines' houses, but no search
  gmail: ['mail.google.*', 'com.google.android.gm'],
  outlook: [
    'outlook.live.com',
    'outlook.office.com',
    'outlook.office365.com',
    'com.microsoft.office.outlook',
  ],
  'google-docs': ['docs.google.*', 'drive.google.*', 'sites.google.*'],
  'google-groups': ['groups.google.*'],
  'yahoo-mail': ['mail.yahoo.*'],
  'yandex-mail': ['mail.yandex.*'],
  // Chinese communities
  juejin: ['juejin.cn', 'juejin.im', 'com.daimajia.gold'],
  zhihu: ['zhihu.com', 'com.zhihu.android'],
  csdn: ['csdn.net', 'net.csdn.csdnplus'],
  cnblogs: ['cnblogs.com'],
  segmentfault: ['segmentfault.com'],
  oschina: ['oschina.net'],
  v2ex: ['v2ex.com'],
  weixin: ['weixin.qq.com', 'weixin110.qq.com', 'com.tencent.mm'],
  toutiao: ['toutiao.com', 'toutiaocdn.com', 'com.ss.android.article.news'],
  douyin: ['douyin.com', 'iesdouyin.com', 'com.ss.android.ugc.aweme'],
  qq: ['qq.com', 'c.pc.qq.com', 'com.tencent.mobileqq'],
  'qq-mail': ['mail.qq.com'],
  feishu: ['feishu.cn', 'larksuite.com', 'com.ss.android.lark'],
  dingtalk: ['dingtalk.com', 'com.alibaba.android.rimet'],
  gitee: ['gitee.com'],
  tieba: ['tieba.baidu.com', 'jump2.bdimg.com', 'com.baidu.tieba'],
  ruanyifeng: ['ruanyifeng.com'],
  weibo: ['weibo.com', 'weibo.cn', 't.cn', 'com.sina.weibo'],
  bilibili: ['bilibili.com', 'b23.tv', 'tv.danmaku.bili'],
  jianshu: ['jianshu.com', 'jianshu.io'],
  'tencent-cloud': ['cloud.tencent.com'],
  'aliyun-dev': ['developer.aliyun.com'],
  huaweicloud: ['huaweicloud.com'],
  learnku: ['learnku.com'],
  hellogithub: ['hellogithub.com'],
  eleduck: ['eleduck.com'],
  jike: ['okjike.com', 'jike.city'],
  'netease-mail': ['mail.163.com', 'mail.126.com'],
  infoq: ['infoq.cn', 'infoq.com'],
  '51cto': ['51cto.com'],
  sspai: ['sspai.com'],
  zsxq: ['zsxq.com'],
  douban: ['douban.com', 'com.douban.frodo'],
  xiaohongshu: ['xiaohongshu.com', 'xhslink.com', 'com.xingin.xhs'],
  // International communities
  dev: ['dev.to'],
  ghost: ['ghost.io'],
  hashnode: ['hashnode.com', 'hashnode.dev'],
  medium: ['medium.com', 'com.medium.reader'],
  hackernews: ['news.ycombinator.com', 'hn.algolia.com'],
  lobsters: ['lobste.rs'],
  reddit: ['reddit.com', 'com.reddit.frontpage', 'redd.it'],
  stackoverflow: ['stackoverflow.com', 'stackexchange.com'],
  feedly: ['feedly.com'],
  inoreader: ['inoreader.com'],
  github: ['github.com'],
  x: ['x.com', 'twitter.com', 't.co', 'com.twitter.android'],
  linkedin: ['linkedin.com', 'lnkd.in', 'com.linkedin.android'],
  facebook: ['facebook.com', 'fb.com', 'fb.me', 'com.facebook.katana'],
  instagram: ['instagram.com', 'com.instagram.android'],
  threads: ['threads.net', 'threads.com'],
  whatsapp: ['whatsapp.com', 'wa.me', 'com.whatsapp'],
  slack: ['slack.com', 'com.slack', 'slack-redir.net'],
  tiktok: ['tiktok.com'],
  pinterest: ['pinterest.*'],
  bluesky: ['bsky.app', 'go.bsky.app'],
  mastodon: [
    'mastodon.social',
    'fosstodon.org',
    'hachyderm.io',
    'mas.to',
    'mstdn.social',
    'infosec.exchange',
    'org.joinmastodon.android',
  ],
  telegram: ['t.me', 'telegram.org', 'org.telegram.messenger', 'telegram.me'],
  discord: ['discord.com', 'discordapp.com', 'discord.gg', 'com.discord'],
  youtube: ['youtube.com', 'youtu.be'],
  substack: ['substack.com'],
  buttondown: ['buttondown.com', 'buttondown.email'],
  wordpress: ['wordpress.com'],
  matrix: ['matrix.to', 'element.io'],
  producthunt: ['producthunt.com'],
  // Assistants
  chatgpt: ['chatgpt.com', 'chat.openai.com', 'com.openai.chatgpt'],
  perplexity: ['perplexity.ai', 'ai.perplexity.app.android'],
  claude: ['claude.ai', 'com.anthropic.claude'],
  gemini: ['gemini.google.com', 'com.google.android.apps.bard'],
  copilot: ['copilot.microsoft.com', 'com.microsoft.copilot'],
  deepseek: ['deepseek.com', 'com.deepseek.chat'],
  grok: ['grok.com', 'ai.x.grok'],
  meta: ['meta.ai'],
  mistral: ['chat.mistral.ai'],
  kimi: ['kimi.com', 'moonshot.cn', 'com.moonshot.kimichat'],
  doubao: ['doubao.com', 'com.larus.nova'],
  yuanbao: ['yuanbao.tencent.com', 'com.tencent.hunyuan.app.chat'],
  tongyi: ['tongyi.aliyun.com', 'tongyi.com', 'qianwen.com', 'qwen.ai', 'com.aliyun.tongyi'],
  wenxin: ['yiyan.baidu.com', 'chat.baidu.com'],
  metaso: ['metaso.cn'],
  zhipu: ['chatglm.cn', 'z.ai'],
  minimax: ['minimaxi.com', 'hailuoai.com'],
  nami: ['n.cn'],
  ima: ['ima.qq.com'],
  you: ['you.com'],
  poe: ['poe.com'],
  phind: ['phind.com'],
};

/** Other spellings of a name, as people write them into `utm_source` and `ref`. */
const aliases: Readonly<Record<string, string>> = {
  fb: 'facebook',
  ig: 'instagram',
  hn: 'hackernews',
  hackernewsletter: 'hackernews',
  ycombinator: 'hackernews',
  twitter: 'x',
  li: 'linkedin',
  yt: 'youtube',
  gh: 'github',
  tg: 'telegram',
  wa: 'whatsapp',
  so: 'stackoverflow',
  ph: 'producthunt',
  devto: 'dev',
  openai: 'chatgpt',
  wechat: 'weixin',
  wx: 'weixin',
  微信: 'weixin',
  公众号: 'weixin',
  朋友圈: 'weixin',
  微博: 'weibo',
  知乎: 'zhihu',
  掘金: 'juejin',
  博客园: 'cnblogs',
  思否: 'segmentfault',
  简书: 'jianshu',
  少数派: 'sspai',
  知识星球: 'zsxq',
  b站: 'bilibili',
  哔哩哔哩: 'bilibili',
  小红书: 'xiaohongshu',
  xhs: 'xiaohongshu',
  头条: 'toutiao',
  今日头条: 'toutiao',
  抖音: 'douyin',
  豆瓣: 'douban',
  飞书: 'feishu',
  钉钉: 'dingtalk',
  百度: 'baidu',
  必应: 'bing',
  搜狗: 'sogou',
  豆包: 'doubao',
  元宝: 'yuanbao',
  通义: 'tongyi',
};

/**
 * Hosts a reader passes on the way and comes back from: payment pages, log-in pages, calendars. Coming back
 * from one is no arrival; the channel that brought the reader keeps the credit.
 */
const passages = new Set([
  ...[
    'stripe.com',
    'paypal.com',
    'alipay.com',
    'pay.weixin.qq.com',
    'tenpay.com',
    'unionpay.com',
    '95516.com',
  ],
  ...[
    'paddle.com',
    'lemonsqueezy.com',
    'creem.io',
    'polar.sh',
    'braintreegateway.com',
    'adyen.com',
    'klarna.com',
  ],
  ...['pay.google.com', 'mollie.com', 'wise.com', 'checkout.com', 'squareup.com', 'razorpay.com'],
  ...['accounts.google.com', 'appleid.apple.com', 'login.microsoftonline.com', 'login.live.com', 'auth0.com'],
  ...['okta.com', 'open.weixin.qq.com', 'graph.qq.com', 'passport.weibo.com', 'clerk.accounts.dev'],
  ...['calendly.com', 'cal.com', 'calendar.google.com', 'savvycal.com', 'tidycal.com', 'zcal.co'],
]);

const nameByHost = new Map(
  Object.entries(sources).flatMap(([name, hosts]) => hosts.map((host): [string, string] => [host, name])),
);

/** `.com`, `.de`, `.com.hk`, `.co.uk`: what `.*` stands for. Anyone may have a longer one, `google.evil.example`. */
const ENDING = /\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/;

/** No host of the table has more labels, so a host of thousands costs no more than one of five. */
const MOST_LABELS = 5;

/** The longest name DNS allows. */
const LONGEST_HOST = 253;

/** Stands for the sources of a day beyond those that are told apart. */
export const OTHER = 'other';

/** Whether a channel has a name of its own, as opposed to a host or what a link claims. */
export function isSource(channel: string): boolean {
  return Object.hasOwn(sources, channel);
}

/** Whether a reader who comes from this host was on the site before and only comes back. */
export function isPassage(host: string): boolean {
  return endingsOf(host).some((ending) => passages.has(ending));
}

/**
 * The name of a host or of a word in a tag; the bare host or word where nobody knows it.
 *
 * @example sourceOf('www.google.com.hk') === 'google'; sourceOf('fb') === 'facebook'
 */
export function sourceOf(text: string): string {
  const word = text.toLowerCase();
  if (word.length > LONGEST_HOST) return OTHER;
  if (isSource(word)) return word;
  if (Object.hasOwn(aliases, word)) return aliases[word] ?? word;
  return nameOfHost(word) ?? word.replace(/^www\./, '');
}

/**
 * What reports call the sources the store keeps: `dev@hello` is the channel `dev`, `www.google.com` is `google`. What
 * comes from the platform of one channel of the site's counts for that channel, whatever the owner calls it.
 *
 * @param channels the site's own channels
 */
export function createNaming(channels: NamedChannels): Naming {
  const ids = new Set(Object.keys(channels));
  const idByName = onlyChannels(channels);
  const idByHost = new Map(
    Object.entries(channels).flatMap(([id, { url }]) => {
      const host = url === undefined ? undefined : URL.parse(url)?.hostname;
      return host === undefined ? [] : [[host, id] as const];
    }),
  );
  const nameOf = (source: string) => {
    const name = readRaw(source).name;
    if (ids.has(name)) return name;
    const called = sourceOf(name);
    return idByHost.get(name) ?? idByName.get(called) ?? called;
  };
  const channelOf = remembering(nameOf);
  return {
    channelOf,
    isKnown: (source) => {
      const { name, campaign, content } = readRaw(source);
      const host = name.replace(/^www\./, '');
      const isListed = nameByHost.has(host) || listedSources.has(host) || idByHost.has(name);
      const isNamed = isSource(name) || Object.hasOwn(aliases, name) || RESERVED.has(name);
      const isMore = campaign !== undefined || content !== undefined;
      return !isMore && (ids.has(name) || isListed || isNamed);
    },
  };
}

/** The name of a platform → the channel of the site that is on it, where there is only one. */
function onlyChannels(channels: NamedChannels): ReadonlyMap<string, string> {
  const onPlatform = Object.entries(channels).flatMap(([id, { platform }]) =>
    platform === undefined ? [] : [{ id, name: sourceOf(platform) }],
  );
  const groups = [...Map.groupBy(onPlatform, ({ name }) => name)];
  return new Map(
    groups.flatMap(([name, [first, ...more]]) => (first && more.length === 0 ? [[name, first.id]] : [])),
  );
}

/** The same answers, of which as many are kept as a year of a site has sources. */
function remembering(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const answer = known.get(text) ?? work(text);
    if (known.size >= 10_000) known.clear();
    known.set(text, answer);
    return answer;
  };
}

const RESERVED: ReadonlySet<string> = new Set([DIRECT, UNKNOWN, OTHER]);

/**
 * The parts of a raw source: `dev@hello` is a link of ours in the edition of `hello`, `dev@hello~card.review` one there that
 * leads to the offer `review`, `mail#spring` one of a campaign.
 */
export function readRaw(source: string): RawSource {
  const [, name = source, mark, rest = ''] = /^([^@#]*)([@#])(.*)$/s.exec(source) ?? [];
  if (mark !== '@') return { name, campaign: mark === '#' ? rest : undefined };
  const [post, content = ''] = rest.split('~', 2);
  return { name, post, content: readOfferLink(content) };
}

/** A source as the store keeps it; {@link readRaw} reads it. */
export function writeRaw({ name, post, campaign, content }: RawSource): string {
  if (post === undefined) return campaign === undefined ? name : `${name}#${campaign}`;
  return content === undefined ? `${name}@${post}` : `${name}@${post}~${writeOfferLink(content)}`;
}

/** Ours first: the list underneath has hosts of the same houses under other names. */
function nameOfHost(host: string): string | undefined {
  const endings = endingsOf(host);
  return firstOf(endings, ourName) ?? firstOf(endings, (ending) => listedSources.get(ending));
}

function ourName(ending: string): string | undefined {
  return nameByHost.get(ending) ?? nameByHost.get(ending.replace(ENDING, '.*'));
}

function firstOf(
  endings: readonly string[],
  nameOf: (ending: string) => string | undefined,
): string | undefined {
  for (const ending of endings) {
    const name = nameOf(ending);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** `a.b.example.com` and what it is below: `b.example.com`, `example.com`, `com`. */
function endingsOf(host: string): string[] {
  const labels = host.toLowerCase().split('.', 200).slice(-MOST_LABELS);
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** Channel id → the platform it is on, and its address where that is the owner's own server. */
export type NamedChannels = Readonly<
  Record<string, { readonly url?: string | undefined; readonly platform?: string | undefined }>
>;

export interface Naming {
  /** The channel a raw source counts for. */
  channelOf(source: string): string;
  /**
   * Whether a raw source is one of a list: a channel of the site, alone or with a post, a source by its name, or a host
   * that has one. Anything else strangers can invent in any number, as hosts below a known one. A link to an offer is not
   * among them: all channels, posts, offers and places together are too many for one day.
   */
  isKnown(source: string): boolean;
}

export interface RawSource {
  readonly name: string;
  /** The post whose edition carried the link. */
  readonly post?: string | undefined;
  readonly campaign?: string | undefined;
  /** The offer that the link leads to, and where it stands in the edition. */
  readonly content?: OfferLink | undefined;
}
