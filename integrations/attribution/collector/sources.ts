/**
 * Where readers come from: the name reports use → hosts, with all hosts below them. `.*` stands for `.com` and
 * every country's ending. A host named apart is not its parent's: reading mail is no search. A name that is also a platform's (`dev`, `cnblogs`) is meant to be the same channel.
 */
const sources: Readonly<Record<string, readonly string[]>> = {
  // Search
  google: ['google.*', 'com.google.android.googlequicksearchbox'],
  bing: ['bing.com'],
  baidu: ['baidu.com'],
  sogou: ['sogou.com'],
  so360: ['so.com'],
  duckduckgo: ['duckduckgo.com'],
  yandex: ['yandex.*', 'ya.ru'],
  yahoo: ['yahoo.*'],
  ecosia: ['ecosia.org'],
  kagi: ['kagi.com'],
  brave: ['search.brave.com'],
  // Of the search engines' houses, but no search
  gmail: ['mail.google.*', 'com.google.android.gm'],
  'google-docs': ['docs.google.*', 'drive.google.*', 'sites.google.*'],
  'google-groups': ['groups.google.*'],
  'yahoo-mail': ['mail.yahoo.*'],
  'yandex-mail': ['mail.yandex.*'],
  // Chinese communities
  juejin: ['juejin.cn', 'juejin.im'],
  zhihu: ['zhihu.com'],
  csdn: ['csdn.net'],
  cnblogs: ['cnblogs.com'],
  segmentfault: ['segmentfault.com'],
  oschina: ['oschina.net'],
  v2ex: ['v2ex.com'],
  weixin: ['weixin.qq.com', 'com.tencent.mm'],
  weibo: ['weibo.com', 'weibo.cn', 't.cn'],
  bilibili: ['bilibili.com', 'b23.tv'],
  jianshu: ['jianshu.com'],
  infoq: ['infoq.cn', 'infoq.com'],
  '51cto': ['51cto.com'],
  sspai: ['sspai.com'],
  zsxq: ['zsxq.com'],
  douban: ['douban.com'],
  xiaohongshu: ['xiaohongshu.com', 'xhslink.com'],
  // International communities
  dev: ['dev.to'],
  hashnode: ['hashnode.com', 'hashnode.dev'],
  medium: ['medium.com'],
  hackernews: ['news.ycombinator.com', 'hn.algolia.com'],
  lobsters: ['lobste.rs'],
  reddit: ['reddit.com', 'com.reddit.frontpage'],
  stackoverflow: ['stackoverflow.com', 'stackexchange.com'],
  github: ['github.com'],
  x: ['x.com', 'twitter.com', 't.co'],
  linkedin: ['linkedin.com', 'lnkd.in', 'com.linkedin.android'],
  facebook: ['facebook.com', 'fb.com'],
  bluesky: ['bsky.app'],
  mastodon: ['mastodon.social'],
  telegram: ['t.me', 'telegram.org', 'org.telegram.messenger'],
  discord: ['discord.com'],
  youtube: ['youtube.com', 'youtu.be'],
  substack: ['substack.com'],
  producthunt: ['producthunt.com'],
  // Assistants
  chatgpt: ['chatgpt.com', 'chat.openai.com'],
  perplexity: ['perplexity.ai'],
  claude: ['claude.ai'],
  gemini: ['gemini.google.com'],
  copilot: ['copilot.microsoft.com'],
  deepseek: ['deepseek.com'],
  kimi: ['kimi.com', 'moonshot.cn'],
  doubao: ['doubao.com'],
};

const nameByHost = new Map(
  Object.entries(sources).flatMap(([name, hosts]) => hosts.map((host): [string, string] => [host, name])),
);

/** `.com`, `.de`, `.com.hk`, `.co.uk`: what `.*` stands for. Anyone may have a longer one, `google.evil.example`. */
const ENDING = /\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/;

/** Whether a channel is a source known by name, as opposed to a host or whatever a link claimed. */
export function isSource(channel: string): boolean {
  return Object.hasOwn(sources, channel);
}

/** The name of where a host's readers come from; the bare host where it is not a known one. */
export function sourceOf(host: string): string {
  const labels = host.toLowerCase().split('.');
  for (const index of labels.keys()) {
    const suffix = labels.slice(index).join('.');
    const known = nameByHost.get(suffix) ?? nameByHost.get(suffix.replace(ENDING, '.*'));
    if (known !== undefined) return known;
  }
  return host.toLowerCase().replace(/^www\./, '');
}
