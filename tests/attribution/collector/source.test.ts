import { describe, expect, test } from 'vitest';
import { beaconKeys, readSource } from '../../../integrations/attribution/collector/source.ts';
import {
  createNaming,
  isPassage,
  isSource,
  sourceOf,
} from '../../../integrations/attribution/collector/sources.ts';

const isOwn = (origin: string) => /^https:\/\/(www\.)?site\.example$/.test(origin);
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const wechat = `${chrome} MicroMessenger/8.0.50 NetType/WIFI`;
const page = 'https://site.example';
const read = (from: string, agent = chrome) => readSource(from, { agent, page, isOwn });
const naming = createNaming({ community: { url: 'https://blog.community.example/api' }, dev: {} });

describe('where a reader came from', () => {
  test.each([
    // What the beacon sends: the origin of the referrer, a space, and the kept part of the query.
    { from: ' ', source: 'direct' },
    { from: 'not-an-address ', source: 'direct' },
    { from: 'https://www.google.com ', source: 'www.google.com' },
    { from: 'https://WWW.Google.com ', source: 'www.google.com' },
    { from: 'android-app://com.tencent.mm ', source: 'com.tencent.mm' },
    { from: ' utm_source=dev', source: 'dev' },
    { from: ' utm_source=dev&utm_medium=syndication&utm_campaign=hello', source: 'dev@hello' },
    { from: ' utm_source=Newsletter&utm_campaign=spring', source: 'newsletter#spring' },
    { from: 'https://mail.google.com utm_source=letter', source: 'letter' },
    { from: 'https://dev.to ref=someone%40mail.example', source: 'dev.to' },
    { from: ' utm_source=%3Cscript%3E', source: 'direct' },
    { from: ' utm_source=dev&utm_campaign=me%40mail.example', source: 'dev' },
    { from: ' from=groupmessage&isappinstalled=', source: 'weixin' },
    { from: ' from=elsewhere', source: 'direct' },
    { from: ' nsukey=', source: 'weixin' },
    { from: ' gclid=', source: 'google' },
    { from: ' fbclid=', source: 'facebook' },
    { from: 'https://dev.to gclid=', source: 'dev.to' },
  ])('“$from” is $source', ({ from, source }) => expect(read(from)).toBe(source));

  test.each([
    'https://site.example ',
    'https://www.site.example ',
    'https://checkout.stripe.com ',
    'https://www.paypal.com ',
    'https://openapi.alipay.com ',
    'https://pay.weixin.qq.com ',
    'https://my-shop.lemonsqueezy.com ',
    'https://accounts.google.com ',
    'https://login.microsoftonline.com ',
    'https://calendly.com ',
  ])('coming back from %s is no arrival', (from) => expect(read(from)).toBeNull());

  test('a tag counts even where the reader comes from a page of the site', () =>
    expect(read('https://site.example utm_source=dev')).toBe('dev'));

  test.each([
    { from: 'https://site.example ', source: 'site.example' },
    { from: 'https://www.site.example ', source: null },
    { from: 'https://site.example utm_source=dev', source: 'dev' },
  ])('of a site below a path, “$from” is $source', ({ from, source }) =>
    expect(readSource(from, { agent: chrome, page, isOwn, home: '/blog/' })).toBe(source),
  );

  test.each([
    { agent: wechat, source: 'weixin' },
    { agent: `${chrome} NewsArticle/9.6.5 JsSdk/2.0`, source: 'toutiao' },
    { agent: `${chrome} ZhihuHybrid osee2unifiedRelease/1`, source: 'zhihu' },
    { agent: `${chrome} Weibo (iPhone13,2__weibo__13.0)`, source: 'weibo' },
    { agent: `${chrome} [FBAN/FBIOS;FBAV/400]`, source: 'facebook' },
    { agent: `${chrome} GSA/300.0 Mobile`, source: 'google' },
    { agent: `${chrome} Twitter for iPhone/10.2`, source: 'x' },
    { agent: `${chrome} DingTalk/7.0`, source: 'dingtalk' },
    { agent: `${chrome} BiliApp/80100100`, source: 'bilibili' },
    { agent: `${chrome} discover/8.1 xiaohongshu`, source: 'xiaohongshu' },
    { agent: chrome, source: 'direct' },
  ])('an app that says nothing else is told by its name: $source', ({ agent, source }) =>
    expect(read(' ', agent)).toBe(source),
  );

  test('an app’s name counts after the referrer', () =>
    expect(read('https://www.zhihu.com ', wechat)).toBe('www.zhihu.com'));
});

test('what says how a reader came is taken out of the address, and no click id is sent', () => {
  const sent = Object.entries(beaconKeys).filter(([, value]) => value === 1);
  expect(sent.map(([key]) => key)).toEqual([
    ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'ref', 'source', 'from'],
  ]);
  expect(Object.keys(beaconKeys)).toEqual(
    expect.arrayContaining(['gclid', 'fbclid', 'nsukey', 'isappinstalled']),
  );
});

describe('what reports call a source', () => {
  test.each([
    { source: 'www.google.com.hk', channel: 'google' },
    { source: 'www.google.co.uk', channel: 'google' },
    { source: 'google.evil.example', channel: 'google.evil.example' },
    { source: 'google.com.evil.example', channel: 'google.com.evil.example' },
    { source: 'google.blog', channel: 'google.blog' },
    { source: 'docs.google.com', channel: 'google-docs' },
    { source: 'gemini.google.com', channel: 'gemini' },
    { source: 'com.google.android.googlequicksearchbox', channel: 'google' },
    { source: 'm.baidu.com', channel: 'baidu' },
    { source: 'link.zhihu.com', channel: 'zhihu' },
    { source: 'link.juejin.cn', channel: 'juejin' },
    { source: 'weixin110.qq.com', channel: 'weixin' },
    { source: 't.co', channel: 'x' },
    { source: 'yuanbao.tencent.com', channel: 'yuanbao' },
    { source: 'chat.deepseek.com', channel: 'deepseek' },
    { source: 'www.qwant.com', channel: 'qwant' },
    { source: 'flipboard.com', channel: 'flipboard' },
    { source: 'google.de', channel: 'google' },
    { source: 'fb', channel: 'facebook' },
    { source: 'ig', channel: 'instagram' },
    { source: 'hn', channel: 'hackernews' },
    { source: '微信', channel: 'weixin' },
    { source: '今日头条', channel: 'toutiao' },
    { source: 'twitter', channel: 'x' },
    { source: 'dev@hello', channel: 'dev' },
    { source: 'letter#spring', channel: 'letter' },
    { source: 'community', channel: 'community' },
    { source: 'blog.community.example', channel: 'community' },
    { source: 'notgoogle.example', channel: 'notgoogle.example' },
    { source: 'www.a-blog.example', channel: 'a-blog.example' },
    { source: 'direct', channel: 'direct' },
    // Each of the list in the order of the kinds it has.
    ...(
      [
        ['juejin', 'juejin.cn', '掘金', 'com.daimajia.gold'],
        ['zhihu', 'zhuanlan.zhihu.com', '知乎', 'com.zhihu.android'],
        ['v2ex', 'www.v2ex.com', 'V2EX'],
        ['csdn', 'blog.csdn.net', 'link.csdn.net', 'CSDN'],
        ['cnblogs', 'www.cnblogs.com', '博客园'],
        ['segmentfault', 'segmentfault.com', 'link.segmentfault.com', '思否'],
        ['weixin', 'mp.weixin.qq.com', 'wechat', '公众号', 'com.tencent.mm'],
        ['bilibili', 'www.bilibili.com', 'b23.tv', 'B站', 'tv.danmaku.bili'],
        ['weibo', 'm.weibo.cn', 't.cn', '微博', 'com.sina.weibo'],
        ['xiaohongshu', 'www.xiaohongshu.com', 'xhslink.com', '小红书', 'com.xingin.xhs'],
        ['baidu', 'www.baidu.com', '百度'],
        ['sogou', 'www.sogou.com', '搜狗'],
        ['bing', 'cn.bing.com', '必应'],
        ['shenma', 'm.sm.cn'],
        ['toutiao', 'www.toutiao.com', 'so.toutiao.com', '头条', 'com.ss.android.article.news'],
        ['deepseek', 'chat.deepseek.com', 'DeepSeek', 'com.deepseek.chat'],
        ['kimi', 'www.kimi.com', 'kimi.moonshot.cn', 'Kimi'],
        ['doubao', 'www.doubao.com', '豆包', 'com.larus.nova'],
        ['yuanbao', 'yuanbao.tencent.com', '元宝'],
        ['tongyi', 'www.tongyi.com', 'chat.qwen.ai', '通义'],
        ['chatgpt', 'chatgpt.com', 'chat.openai.com', 'ChatGPT', 'com.openai.chatgpt'],
        ['claude', 'claude.ai', 'Claude'],
        ['perplexity', 'www.perplexity.ai', 'Perplexity'],
        ['grok', 'grok.com', 'Grok'],
        ['gemini', 'gemini.google.com'],
        ['copilot', 'copilot.microsoft.com'],
        ['gmail', 'mail.google.com', 'com.google.android.gm'],
        ['telegram', 't.me', 'org.telegram.messenger'],
        ['slack', 'slack-redir.net', 'app.slack.com'],
        ['facebook', 'l.facebook.com', 'lm.facebook.com', 'fb'],
        ['instagram', 'l.instagram.com', 'ig'],
        ['linkedin', 'lnkd.in', 'com.linkedin.android'],
        ['reddit', 'out.reddit.com', 'old.reddit.com'],
        ['qq', 'c.pc.qq.com', 'com.tencent.mobileqq'],
      ] as const
    ).flatMap(([channel, ...sources]) => sources.map((source) => ({ source, channel }))),
    { source: '__proto__', channel: '__proto__' },
    { source: 'constructor', channel: 'constructor' },
  ])('$source is $channel', ({ source, channel }) => expect(naming.channelOf(source)).toBe(channel));

  test('an owner’s own channel is one with the platform it is on, whatever its name', () => {
    const own = createNaming({
      gzh: { platform: 'wechat' },
      zhuanlan: { platform: 'zhihu' },
      mine: { platform: 'ghost', url: 'https://letters.example/ghost/api' },
      first: { platform: 'dev' },
      second: { platform: 'dev' },
    });
    const sources = [
      'gzh@hello',
      'mp.weixin.qq.com',
      '微信',
      'com.tencent.mm',
      'link.zhihu.com',
      'letters.example',
    ];
    expect(sources.map((source) => own.channelOf(source))).toEqual([
      'gzh',
      'gzh',
      'gzh',
      'gzh',
      'zhuanlan',
      'mine',
    ]);
    // Of two on one platform, a reader may have come by either.
    expect(['dev.to', 'first@hello'].map((source) => own.channelOf(source))).toEqual(['dev', 'first']);
  });

  // The others have no address of their own, or are an owner's: a reader from there has the host as the source.
  const platforms = [
    ...[
      '51cto',
      'bilibili',
      'bluesky',
      'buttondown',
      'cnblogs',
      'csdn',
      'dev',
      'discord',
      'ghost',
      'hashnode',
    ],
    ...['infoq', 'jianshu', 'juejin', 'linkedin', 'mastodon', 'matrix', 'medium', 'oschina', 'segmentfault'],
    ...['slack', 'sspai', 'substack', 'telegram', 'tencent-cloud', 'toutiao', 'wechat', 'wordpress', 'x'],
    ...['zhihu', 'zsxq'],
  ];
  test.each(platforms)('what is published on %s has a source by a name of its own', (id) => {
    expect(isSource(sourceOf(id))).toBe(true);
  });

  test.each([
    'dev',
    'dev@hello',
    'community@hello',
    'www.google.com',
    'fb',
    'direct',
    'other',
    'blog.community.example',
  ])('%s has a name', (source) => expect(naming.isKnown(source)).toBe(true));
  test.each([
    'buy-now.example',
    'elsewhere@hello',
    'google#anything',
    'constructor',
    'any.google.com',
    'x.dev.to',
  ])('strangers can invent %s', (source) => expect(naming.isKnown(source)).toBe(false));
});

test('a host of thousands of labels costs no more than one of five', () => {
  const host = `${'a.'.repeat(3_700)}evil.example`;
  const start = performance.now();
  for (let times = 0; times < 1_000; times += 1) {
    expect(sourceOf(host)).toBe('other');
    expect(isPassage(host)).toBe(false);
  }
  // Quadratic work took some 60 ms for each.
  expect(performance.now() - start).toBeLessThan(2_000);
});
