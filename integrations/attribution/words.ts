import { DIRECT, type Dimension, type Lang } from '#domain';
import type { DropReason } from './collector/guard.ts';
import { NO_POST } from './report.ts';

/** The words of the report, in the terminal and on its page; any language but Chinese reads English. */
export function wordsFor(lang: Lang): Words {
  return lang.startsWith('zh') ? zh : en;
}

/** What a row of the report is called: its id, or words where it stands for none. */
export function nameOf(key: string, dimension: Dimension, words: Words): string {
  if (key === NO_POST) return words.noPost;
  return dimension === 'channel' && key === DIRECT ? words.direct : key;
}

/** Why a request was not counted, in words; a reason of another version's as it was kept. */
export function reasonIn(reason: string, { reasons }: Words): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as DropReason] : reason;
}

const en = {
  report: 'Report',
  model: 'Model',
  period: 'Period',
  days: (count: number) => `${count} days`,
  show: 'Show',
  post: 'Post',
  channel: 'Channel',
  offer: 'Offer',
  touches: 'Touches',
  conversions: 'Conversions',
  earned: 'Earned',
  expected: 'Expected',
  total: 'Total',
  empty: 'Nothing yet in this period.',
  claimed: (share: string) => `${share} of the conversions rest on a browser’s word alone.`,
  leads: 'Leads',
  noLeads: 'No leads yet.',
  amount: 'Amount',
  won: 'Mark as won',
  notMoney: (text: string, currency: string) => `“${text}” is not money. Write it like 12000.00 ${currency}.`,
  noLead: 'There is no such lead.',
  dropped: 'Left out',
  droppedAbout: 'Requests that were answered but not counted, by reason.',
  noneDropped: 'None.',
  reason: 'Reason',
  times: 'Times',
  noPost: '(none)',
  direct: 'direct',
  id: 'Id',
  day: 'Day',
  name: 'Name',
  email: 'E-mail',
  message: 'Message',
  brought: 'Brought',
  hasBrought: (lead: string, money: string) => `${lead} brought ${money}.`,
  forgotten: (lead: string, day: string) => `Deleted the name, e-mail and message of ${lead} (${day}).
The report still counts it, without a name. Backups of the database still have what they had.`,
  reasons: {
    bot: 'a robot',
    gpc: 'a reader who asks not to be followed',
    prefetch: 'a page loaded ahead, perhaps never read',
    replay: 'the same once more',
    repeat: 'the same offer clicked again',
    'unknown-offer': 'an offer there is none of',
    malformed: 'not understood',
    'foreign-origin': 'from another site',
    'too-large': 'too large',
    honeypot: 'a form a robot filled in',
    token: 'a form that was too old or too quick, or not ours',
    'rate-limited': 'too many at once',
  } satisfies Record<DropReason, string>,
};

const zh: Words = {
  report: '报告',
  model: '模型',
  period: '时段',
  days: (count) => `${count} 天`,
  show: '查看',
  post: '文章',
  channel: '渠道',
  offer: '产品',
  touches: '触达',
  conversions: '转化',
  earned: '已到账',
  expected: '预期',
  total: '合计',
  empty: '这段时间还没有数据。',
  claimed: (share) => `${share} 的转化只有浏览器的一面之词。`,
  leads: '咨询线索',
  noLeads: '还没有线索。',
  amount: '金额',
  won: '标记成交',
  notMoney: (text, currency) => `“${text}”不是金额，请写成 12000.00 ${currency}。`,
  noLead: '没有这条线索。',
  dropped: '未计入',
  droppedAbout: '已应答但没有计入的请求，按原因统计。',
  noneDropped: '没有。',
  reason: '原因',
  times: '次数',
  noPost: '（无文章）',
  direct: '直接访问',
  id: '编号',
  day: '日期',
  name: '称呼',
  email: '邮箱',
  message: '留言',
  brought: '带来',
  hasBrought: (lead, money) => `${lead} 带来了 ${money}。`,
  forgotten: (lead, day) => `已删除 ${lead}（${day}）的称呼、邮箱和留言。
报告仍会计入这条线索，但不再有名字。数据库的备份里原有的内容还在。`,
  reasons: {
    bot: '机器人',
    gpc: '读者要求不被跟踪',
    prefetch: '预先加载的页面，未必有人读',
    replay: '同一条又发来一次',
    repeat: '重复点击同一产品',
    'unknown-offer': '没有这个产品',
    malformed: '内容无法识别',
    'foreign-origin': '来自别的网站',
    'too-large': '内容过大',
    honeypot: '机器人填写的表单',
    token: '表单过期、提交过快，或不是本站的',
    'rate-limited': '过于频繁',
  },
};

export type Words = typeof en;
