import type { Lang } from '#domain';

/** The words of the report, in the terminal and on its page; any language but Chinese reads English. */
export function wordsFor(lang: Lang): Words {
  return lang.startsWith('zh') ? zh : en;
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
};

export type Words = typeof en;
