import {
  type ConversionKind,
  DIRECT,
  type Dimension,
  type GoalMeasure,
  type GoalSpan,
  type JourneyGap,
  type Lang,
  type LinkPlace,
  readOfferLink,
  UNKNOWN,
} from '#domain';
import { strings } from '#strings';
import type { DropReason } from './collector/guard.ts';
import { OTHER } from './collector/sources.ts';
import type { LeadState } from './collector/store.ts';
import { NO_POST } from './report-sides.ts';

/** The words of the report, in the terminal and on its pages; any language but Chinese gets English. */
export function wordsFor(lang: Lang): Words {
  return lang.startsWith('zh') ? zh : en;
}

/** What a row of the report is called: its id, or words where it stands for something else. */
export function nameOf(key: string, dimension: Dimension, words: Words): string {
  if (key === NO_POST) return words.none[dimension];
  if (key === UNKNOWN) return words.unknown;
  if (dimension === 'link') return linkName(key, words);
  if (dimension === 'channel' && key === DIRECT) return words.direct;
  return dimension === 'channel' && key === OTHER ? words.other : key;
}

/**
 * A link to an offer: the offer, and where in an edition the link stood.
 *
 * @param titleOf what the offer is called. @default its id
 */
export function linkName(key: string, words: Words, titleOf = (offer: string) => offer): string {
  const link = readOfferLink(key);
  return link === undefined ? key : words.linkTo(titleOf(link.offer), words.linkPlaces[link.place]);
}

/** A channel as people call it, `Hacker News`; its id where it has no other name. */
export function channelName(key: string, lang: Lang): string {
  const called = nameOf(key, 'channel', wordsFor(lang));
  if (called !== key || key === DIRECT) return called;
  return strings(lang).audience.names[key] ?? key;
}

/** Why a request was not counted, in words; a reason of another version's as it was kept. */
export function reasonIn(reason: string, { reasons }: Words): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as DropReason] : reason;
}

/** Why a journey is not known, in words; a reason of another version's as it was kept. */
export function gapIn(gap: string, { gaps }: Words): string {
  return Object.hasOwn(gaps, gap) ? gaps[gap as JourneyGap] : gap;
}

const en = {
  report: 'Report',
  pages: {
    overview: 'Overview',
    posts: 'Posts',
    channels: 'Channels',
    offers: 'Offers',
    sponsors: 'Sponsors',
    live: 'Live',
    models: 'Models',
    journeys: 'Journeys',
    leads: 'Leads',
    dropped: 'Left out',
  },
  model: 'Model',
  period: 'Period',
  days: (count: number) => `${count} days`,
  show: 'Show',
  post: 'Post',
  channel: 'Channel',
  offer: 'Offer',
  campaign: 'Campaign',
  link: 'Link to an offer',
  linkTo: (offer: string, place: string) => `${offer} (${place})`,
  linkPlaces: { text: 'in the text', card: 'in its card' } satisfies Record<LinkPlace, string>,
  series: 'Series',
  tag: 'Tag',
  views: 'Views',
  arrivals: 'Arrivals',
  readers: 'Readers',
  reads: 'Read',
  seen: 'Seen',
  clicks: 'Clicks',
  leadCount: 'Leads',
  wonCount: 'Won',
  conversions: 'Conversions',
  advice: {
    title: 'What to do next',
    leadWaits: (name: string, offer: string, days: string) =>
      `${name} wrote about “${offer}” ${days} days ago and waits for you.`,
    copiesOld: (post: string, channels: string) =>
      `You changed “${post}” since its copies were sent: ${channels}. Run byline publish.`,
    postToNowhere: (post: string, readers: string, reads: string) =>
      `“${post}” had ${readers} readers, ${reads} of whom read it to its end, and led to nothing. Name an offer in it.`,
    offerUnseen: (offer: string, views: string) =>
      `Nobody saw “${offer}” in ${views} views. Name it in a post that is read.`,
    channelPays: (channel: string, money: string, average: string, conversions: string) =>
      `${channel} brings ${money} for each thousand readers, by ${conversions} conversions; all channels together bring ${average}. More posts belong there.`,
  },
  week: 'Week of',
  otherChannels: 'Others',
  copies: 'Copies',
  copyOld: 'out of date',
  liveAbout: 'The last half hour, from the memory of this server. None of it is kept.',
  liveNow: 'now',
  liveNothing: 'Nobody is reading right now.',
  liveLatest: 'The latest',
  liveKinds: {
    view: 'view',
    read: 'read to the end',
    seen: 'saw an offer',
    click: 'click on an offer',
  } as Readonly<Record<string, string>>,
  noAds: 'No ads yet: an offer of the kind “ad” is one.',
  makeLink: 'Make an address to send',
  takeBack: 'Take back',
  newLead: 'Write down a lead',
  worth: 'Worth',
  months: 'Months, of a retainer',
  person: 'All about an e-mail address',
  exportPerson: 'Export',
  forgetPerson: 'Delete',
  nobody: (email: string) => `Nothing is kept about ${email}.`,
  badLead: 'A lead needs a name and an e-mail address.',
  between: 'Range',
  tooFew: 'too few',
  knownShare: 'Known links',
  claimedShare: 'On claims',
  converted: (money: string) =>
    `${money} came in other currencies and is converted by the rates that were given.`,
  byWeek: 'By week',
  clickRate: 'Clicks of seen',
  paid: 'Paid',
  takenBack: (count: number) => `${count} ${count === 1 ? 'address' : 'addresses'} taken back.`,
  perThousandSeen: 'Per 1,000 seen',
  perClick: 'Per click',
  sponsorAbout:
    'Views are of the posts that carried the ad. Readers are counted without cookies and without an id; robots and the author are left out.',
  fewConversions: (count: number) =>
    `Only ${count} ${count === 1 ? 'conversion' : 'conversions'}: the order of the rows may well be chance.`,
  range: 'Range: where 90% of samples of the same conversions lie.',
  earned: 'Earned',
  expected: 'Expected',
  before: 'Before',
  perThousand: 'Per 1,000',
  perHour: 'Per hour',
  starts: 'Forms begun',
  files: 'Files',
  outs: 'Links out',
  advertisers: 'Posts that bring advertisers',
  goals: 'Goals',
  goalNames: {
    money: { month: 'Money this month', year: 'Money this year' },
    leads: { month: 'Leads this month', year: 'Leads this year' },
    readers: { month: 'Readers this month', year: 'Readers this year' },
  } satisfies Record<GoalMeasure, Record<GoalSpan, string>>,
  passed: {
    month: (share: string) => `${share} of the month has passed`,
    year: (share: string) => `${share} of the year has passed`,
  } satisfies Record<GoalSpan, (share: string) => string>,
  goalLine: ({ name, reached, target, share, passed }: GoalTexts) =>
    `${name}: ${reached} of ${target} (${share}); ${passed}.`,
  targets: { out: 'Links out, by host', file: 'Files, by path' },
  total: 'Total',
  empty: 'Nothing yet in this period.',
  claimed: (share: string) => `${share} of the conversions rest on a browser’s word alone.`,
  known: (share: string) => `Of ${share} of the conversions the journey is known.`,
  gap: (count: number, why: string) => `${count}: ${why}`,
  gaps: {
    gpc: 'the browser asks not to be followed',
    'no-script': 'no script ran',
    'no-storage': 'the browser keeps no journey',
    refused: 'the reader refused',
    'by-hand': 'written down by the owner',
    'no-key': 'the shop did not say which click it came from',
    'too-old': 'all of it is older than the look-back',
    'not-kept': 'an earlier version kept none',
  } satisfies Record<JourneyGap, string>,
  noLeads: 'No leads yet.',
  amount: 'Amount',
  won: 'Mark as won',
  move: 'Save',
  next: 'Next step',
  nextDay: 'On',
  note: 'Note',
  again: 'has written before',
  journeysAbout: 'What readers did before each conversion, the latest first. Nobody is named.',
  modelsAbout: 'What each model gives to each row: money, or conversions where none came in.',
  noJourneys: 'No conversions in this period.',
  viewsByMonth: 'Views by month',
  toThePost: 'Readers by channel',
  ownerIgnored: 'This browser is not counted.',
  ownerCounted: 'This browser is counted like a reader’s.',
  ignoreOwner: 'Do not count this browser',
  countOwner: 'Count this browser',
  kinds: {
    'ad-click': 'ad click',
    'course-click': 'click on a course',
    'product-click': 'click on a product',
    'membership-click': 'click on a membership',
    sale: 'sale',
    lead: 'lead',
  } satisfies Record<ConversionKind, string>,
  notMoney: (text: string, currency: string) => `“${text}” is not money. Write it like 12000.00 ${currency}.`,
  noLead: 'There is no such lead.',
  droppedAbout: 'Requests that were answered but not counted, by reason.',
  noneDropped: 'None.',
  reason: 'Reason',
  times: 'Times',
  none: {
    post: '(no post)',
    channel: '(none)',
    offer: '(none)',
    campaign: '(no campaign)',
    link: '(no such link)',
    series: '(no series)',
    tag: '(no tag)',
  } satisfies Record<Dimension, string>,
  unknown: '(unknown)',
  other: '(other)',
  direct: 'direct',
  state: 'State',
  states: {
    new: 'new',
    contacted: 'contacted',
    proposal: 'proposal',
    won: 'won',
    lost: 'lost',
    spam: 'spam',
  } satisfies Record<LeadState, string>,
  moved: (lead: string, state: string) => `${lead} is now “${state}”.`,
  id: 'Id',
  day: 'Day',
  name: 'Name',
  email: 'E-mail',
  message: 'Message',
  brought: 'Brought',
  saleKept: (money: string, offer: string) => `${money} on ${offer} is written down.`,
  saleKnown: 'That was there already; nothing was changed.',
  salesRead: (isNew: number, known: number, wrong: number) =>
    `${isNew} new, ${known} there already, ${wrong} that do not fit.`,
  staleForm: 'Nothing was changed: the page was open too long. Please send it again.',
  databaseCopied: (rows: number, to: string) =>
    `${rows} rows were copied to ${to}, and both were compared. To use it, set its address and start the server.`,
  databaseBackedUp: (file: string) => `The backup is ${file}.`,
  databaseRestored: (file: string, to: string) => `${to} has what ${file} has.`,
  hasBrought: (lead: string, money: string) => `${lead} brought ${money}.`,
  leadKept: (lead: string, offer: string) => `${lead} is written down as a lead on ${offer}.`,
  forgottenAll: (email: string, count: number) =>
    `Deleted all about ${email}: ${count} ${count === 1 ? 'record' : 'records'}. The report still counts leads, without a name.`,
  forgotten: (lead: string, day: string) => `Deleted the name, e-mail and message of ${lead} (${day}).
The report still counts it, without a name. Backups of the database still have what they had.`,
  reasons: {
    bot: 'a robot',
    owner: 'your own browser',
    prefetch: 'a page loaded ahead, perhaps never read',
    replay: 'the same once more',
    'unknown-offer': 'an offer that does not exist',
    'unknown-post': 'a post that does not exist',
    malformed: 'not understood',
    'foreign-origin': 'from another site',
    unsigned: 'a shop’s message without a valid signature',
    'too-large': 'too large',
    honeypot: 'a form a robot filled in',
    token: 'a form that was too old or too quick, or not ours',
    'rate-limited': 'too many at once',
  } satisfies Record<DropReason, string>,
};

const zh: Words = {
  report: '报告',
  pages: {
    overview: '总览',
    posts: '文章',
    channels: '渠道',
    offers: '产品',
    sponsors: '赞助',
    live: '实时',
    models: '模型',
    journeys: '路径',
    leads: '线索',
    dropped: '未计入',
  },
  model: '模型',
  period: '时段',
  days: (count) => `${count} 天`,
  show: '查看',
  post: '文章',
  channel: '渠道',
  offer: '产品',
  campaign: '活动',
  link: '产品链接',
  linkTo: (offer, place) => `${offer}（${place}）`,
  linkPlaces: { text: '正文里', card: '卡片里' },
  series: '系列',
  tag: '标签',
  views: '浏览',
  arrivals: '到访',
  readers: '读者',
  reads: '读完',
  seen: '展示',
  clicks: '点击',
  leadCount: '线索',
  wonCount: '成交',
  conversions: '转化',
  advice: {
    title: '下一步做什么',
    leadWaits: (name, offer, days) => `${name} 在 ${days} 天前询问“${offer}”，还在等你回复。`,
    copiesOld: (post, channels) =>
      `“${post}”改过，以下渠道的副本还是旧的：${channels}。运行 byline publish。`,
    postToNowhere: (post, readers, reads) =>
      `“${post}”有 ${readers} 位读者，${reads} 次读完，却没有带来任何转化。在文中放一个产品。`,
    offerUnseen: (offer, views) => `${views} 次浏览里没有人看到“${offer}”。把它放进有人读的文章。`,
    channelPays: (channel, money, average, conversions) =>
      `${channel} 每千名读者带来 ${money}（${conversions} 次转化），所有渠道平均是 ${average}。值得多发。`,
  },
  week: '周',
  otherChannels: '其他',
  copies: '副本',
  copyOld: '已过时',
  liveAbout: '最近半小时，来自服务器内存，不会保存。',
  liveNow: '现在',
  liveNothing: '现在没有人在读。',
  liveLatest: '最近的事件',
  liveKinds: { view: '浏览', read: '读完', seen: '看到产品', click: '点击产品' },
  noAds: '还没有广告：类型为 ad 的产品就是广告。',
  makeLink: '生成可发送的地址',
  takeBack: '收回',
  newLead: '记下一条线索',
  worth: '预期金额',
  months: '月数（按月付时）',
  person: '一个邮箱的全部信息',
  exportPerson: '导出',
  forgetPerson: '删除',
  nobody: (email) => `没有关于 ${email} 的记录。`,
  badLead: '线索需要称呼和邮箱。',
  between: '区间',
  tooFew: '太少',
  knownShare: '已知链接',
  claimedShare: '一面之词',
  converted: (money) => `${money} 是其他货币，按给定的汇率折算。`,
  byWeek: '每周',
  clickRate: '点击率',
  paid: '费用',
  takenBack: (count) => `已收回 ${count} 个地址。`,
  perThousandSeen: '每千次展示',
  perClick: '每次点击',
  sponsorAbout:
    '浏览量是投放这条广告的文章的浏览量。统计不用 Cookie，也不给读者编号；机器人和作者本人不计入。',
  fewConversions: (count) => `只有 ${count} 次转化，先后次序很可能只是偶然。`,
  range: '区间：对同一批转化反复抽样，90% 的结果落在其中。',
  earned: '已到账',
  expected: '预期',
  before: '上期',
  perThousand: '每千读者',
  perHour: '每小时',
  starts: '开始填表',
  files: '下载',
  outs: '外链点击',
  advertisers: '哪些文章带来广告主',
  goals: '目标',
  goalNames: {
    money: { month: '本月到账', year: '今年到账' },
    leads: { month: '本月线索', year: '今年线索' },
    readers: { month: '本月读者', year: '今年读者' },
  },
  passed: { month: (share) => `本月已过 ${share}`, year: (share) => `今年已过 ${share}` },
  goalLine: ({ name, reached, target, share, passed }) =>
    `${name}：${reached} / ${target}（${share}），${passed}。`,
  targets: { out: '外链去了哪里', file: '下载了哪些文件' },
  total: '合计',
  empty: '这段时间还没有数据。',
  claimed: (share) => `${share} 的转化只有浏览器的一面之词。`,
  known: (share) => `${share} 的转化知道来路。`,
  gap: (count, why) => `${count} 次：${why}`,
  gaps: {
    gpc: '浏览器要求不被跟踪',
    'no-script': '没有运行脚本',
    'no-storage': '浏览器没有保存来路',
    refused: '读者拒绝',
    'by-hand': '由站长手工记录',
    'no-key': '商店没有说明来自哪次点击',
    'too-old': '全部早于回溯期',
    'not-kept': '旧版本没有保存',
  },
  noLeads: '还没有线索。',
  amount: '金额',
  won: '标记成交',
  move: '保存',
  next: '下一步',
  nextDay: '日期',
  note: '备注',
  again: '以前写过信',
  journeysAbout: '每次转化之前读者做了什么，最近的在前。不涉及任何人的身份。',
  modelsAbout: '每个模型给每一行的金额；没有到账时是转化数。',
  noJourneys: '这段时间没有转化。',
  viewsByMonth: '每月浏览',
  toThePost: '读者来自哪些渠道',
  ownerIgnored: '这个浏览器不计入统计。',
  ownerCounted: '这个浏览器和读者一样计入统计。',
  ignoreOwner: '不计入这个浏览器',
  countOwner: '计入这个浏览器',
  kinds: {
    'ad-click': '点击广告',
    'course-click': '点击课程',
    'product-click': '点击产品',
    'membership-click': '点击会员',
    sale: '成交',
    lead: '线索',
  },
  notMoney: (text, currency) => `“${text}”不是金额，请写成 12000.00 ${currency}。`,
  noLead: '没有这条线索。',
  droppedAbout: '已应答但没有计入的请求，按原因统计。',
  noneDropped: '没有。',
  reason: '原因',
  times: '次数',
  none: {
    post: '（无文章）',
    channel: '（无）',
    offer: '（无）',
    campaign: '（无活动）',
    link: '（不是产品链接）',
    series: '（无系列）',
    tag: '（无标签）',
  },
  unknown: '（未知）',
  other: '（其他）',
  direct: '直接访问',
  state: '状态',
  states: {
    new: '新线索',
    contacted: '已联系',
    proposal: '已报价',
    won: '已成交',
    lost: '未成交',
    spam: '垃圾信息',
  },
  moved: (lead, state) => `${lead} 现在是“${state}”。`,
  id: '编号',
  day: '日期',
  name: '称呼',
  email: '邮箱',
  message: '留言',
  brought: '带来',
  saleKept: (money, offer) => `已记下 ${offer} 的 ${money}。`,
  saleKnown: '这一笔已经在了，没有改动。',
  salesRead: (isNew, known, wrong) => `新增 ${isNew} 笔，已有 ${known} 笔，${wrong} 行有误。`,
  staleForm: '什么也没有改：页面打开太久了，请再提交一次。',
  databaseCopied: (rows, to) => `已把 ${rows} 行复制到 ${to}，两边核对一致。设好新地址，再启动服务器。`,
  databaseBackedUp: (file) => `备份在 ${file}。`,
  databaseRestored: (file, to) => `${to} 已恢复为 ${file} 的内容。`,
  hasBrought: (lead, money) => `${lead} 带来了 ${money}。`,
  leadKept: (lead, offer) => `已记下 ${offer} 的线索 ${lead}。`,
  forgottenAll: (email, count) => `已删除 ${email} 的全部信息：${count} 条。线索仍会计入报告，但不再有名字。`,
  forgotten: (lead, day) => `已删除 ${lead}（${day}）的称呼、邮箱和留言。
报告仍会计入这条线索，但不再有名字。数据库的备份里原有的内容还在。`,
  reasons: {
    bot: '机器人',
    owner: '你自己的浏览器',
    prefetch: '预先加载的页面，未必有人读',
    replay: '同一条又发来一次',
    'unknown-offer': '没有这个产品',
    'unknown-post': '没有这篇文章',
    malformed: '内容无法识别',
    'foreign-origin': '来自别的网站',
    unsigned: '商店消息的签名无效',
    'too-large': '内容过大',
    honeypot: '机器人填写的表单',
    token: '表单过期、提交过快，或不是本站的',
    'rate-limited': '过于频繁',
  },
};

export type Words = typeof en;

/** A goal in words and figures. */
export interface GoalTexts {
  readonly name: string;
  readonly reached: string;
  readonly target: string;
  /** `60%` */
  readonly share: string;
  /** How much of the month or year has passed. */
  readonly passed: string;
}
