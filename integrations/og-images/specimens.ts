import type { CardPage } from './card.ts';
import type { Subject } from './sketch.ts';

const plain = {
  siteName: 'Specimens · 样张',
  host: 'site.example',
  label: undefined,
  count: undefined,
  stack: [],
  series: { name: 'Requests', part: 2, total: 5 },
  price: undefined,
} as const satisfies Partial<CardPage>;

const chinese: CardPage = {
  ...plain,
  lang: 'zh',
  title: '把一次请求从头到尾看清楚：时间花在哪里，为什么会慢',
  description:
    '先量再改。从浏览器到数据库的每一步都记下来，找出最慢的那一步，改完以后再量一次，看看数字有没有变。',
  author: '样张',
  day: '2026年12月31日',
  reading: '约 12 分钟',
  tags: ['性能', 'Node.js'],
};

const english: CardPage = {
  ...plain,
  lang: 'en',
  title: 'Where does the time of a request go, and what makes it slow?',
  description:
    'Measure first. Follow one request from the browser to the database and back, and find its slowest step.',
  author: 'Jane Q. Specimen',
  day: 'December 31, 2026',
  reading: '12 min read',
  tags: ['performance', 'Node.js'],
};

/** Cards of made-up pages, as long and as varied as real ones. A thread draws them to warm up. */
export const specimens: readonly Subject[] = Array.from({ length: 20 }, (_, index) => [
  { kind: 'post', page: turned(chinese, index) },
  { kind: 'post', page: turned(english, index) },
]).flat();

/** A page whose title and description begin somewhere else, so that no two are the same. */
function turned(page: CardPage, by: number): CardPage {
  const turn = (text: string) => text.slice(by) + text.slice(0, by);
  return { ...page, title: turn(page.title), description: turn(page.description) };
}
