/** What a row of a sales file says. `refunded` is what of the order was given back so far, in all. */
export const salesColumns = [
  'date',
  'offer',
  'amount',
  'currency',
  'order',
  'state',
  'refunded',
  'rate',
] as const;
export type SalesColumn = (typeof salesColumns)[number];

/** Column → the headings it may have, in small letters and without what stands in brackets. */
export type Headings = Readonly<Partial<Record<SalesColumn, readonly string[]>>>;

/** The headings of a file from a shop, and of one from anywhere. What a shop has is looked for first. */
export function headingsOf(source: string, own: Headings = {}): Required<Headings> {
  const shop = shops[source] ?? {};
  const named = salesColumns.map((column) => [
    column,
    [...(own[column] ?? []), ...(shop[column] ?? []), ...anywhere[column]].map(plainHeading),
  ]);
  return Object.fromEntries(named) as Required<Headings>;
}

/** A heading as headings are compared: `实付金额（元）` is `实付金额`. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\s*[([].*[)\]]\s*$/u, '')
    .trim()
    .toLowerCase();
}

/**
 * The exports of shops that report nothing by themselves. The names are what `--source` takes: 小鹅通, 网易云课堂, 知识星球.
 * A shop may rename its columns; `salesFiles` in `content/site.ts` names others.
 */
const shops: Readonly<Record<string, Headings>> = {
  xiaoetong: {
    date: ['支付时间', '付款时间', '下单时间'],
    offer: ['商品名称', '课程名称', '购买商品'],
    amount: ['实付金额', '实收金额', '订单实付金额'],
    order: ['订单号', '订单编号'],
    state: ['订单状态', '支付状态'],
    refunded: ['退款金额', '已退金额', '已退款金额'],
  },
  netease: {
    date: ['支付时间', '交易时间', '成交时间'],
    offer: ['课程名称', '商品名称', '微专业名称'],
    amount: ['实际支付金额', '实付金额', '用户实付', '支付金额'],
    order: ['订单编号', '订单号', '交易号'],
    state: ['订单状态', '交易状态'],
    refunded: ['退款金额'],
  },
  zsxq: {
    date: ['交易时间', '时间', '支付时间', '加入时间'],
    offer: ['星球名称', '星球', '来源星球'],
    amount: ['实际收入', '交易金额', '金额', '收入'],
    order: ['交易单号', '订单号', '流水号'],
    state: ['交易状态', '状态'],
    refunded: ['退款金额'],
  },
};

const anywhere: Required<Headings> = {
  date: [
    ...['date', 'day', 'paid at', 'created', 'created at', '日期', '时间', '支付时间', '付款时间'],
    ...['成交时间', '交易时间', '下单时间'],
  ],
  offer: [
    ...['offer', 'product', 'product name', 'item', 'course', '产品', '商品', '商品名称', '课程', '课程名称'],
    '星球名称',
  ],
  amount: [
    ...['amount', 'money', 'net', 'price', 'total', '金额', '实付金额', '支付金额', '实收金额', '成交金额'],
    '收入',
  ],
  currency: ['currency', '币种', '货币'],
  order: ['id', 'order', 'order id', 'transaction', '订单号', '订单编号', '交易号', '流水号'],
  state: ['status', 'state', '订单状态', '状态'],
  refunded: ['refunded', 'amount refunded', '退款金额', '已退款金额'],
  rate: ['rate', 'exchange rate', '汇率'],
};

/** Rows in such a state brought no money, and say nothing that has to be mended. */
export const unpaidStates: ReadonlySet<string> = new Set([
  ...['unpaid', 'pending', 'failed', 'cancelled', 'canceled', 'expired'],
  ...['待支付', '待付款', '未支付', '未付款', '支付中', '支付失败', '已取消', '已关闭', '交易关闭', '已失效'],
]);

/** Rows in such a state were given back whole, where no column says how much. */
export const refundedStates: ReadonlySet<string> = new Set([
  ...['refunded', '已退款', '全额退款', '退款成功', '已退费'],
]);
