import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../integrations/attribution/collector/store.ts';
import { count } from '../attribution/builders.ts';
import { type Checkout, checkOut, type Outcome, type Running } from '../checkout.ts';
import { freePort } from '../free-port.ts';
import { launchChromium, readerAgent, whyNoChromium } from '../servers/chromium.ts';

/** Places the media kit of `content/pages/media-kit.md` on a page of its own. */
const kitPage = `---
import { pages } from '#library';
import MediaKit from '../components/MediaKit.astro';
import Page from '../layouts/Page.astro';

const [page] = (await pages('zh')).filter(({ slug }) => slug === 'media-kit');
---

<Page lang="zh">{page && <MediaKit page={page} />}</Page>
`;

/** A course that costs nothing, with nothing to read. */
const gift = `---
kind: course
title: 试听课
description: 第一讲。
price: 0 CNY
url: https://courses.example/gift
---
`;

const book = `---
kind: product
form: book
title: 事故手记
description: 十八次事故。
price: 69.00 CNY
url: https://buy.stripe.com/book
sample: /posts/hello/
places:
  - { name: 小书店, url: https://books.example/notes, price: 79.00 CNY }
audience: [值班的人]
---

正文。
`;

const letter = `---
kind: membership
title: 夜班
description: 一年随时提问。
price: 299.00 CNY
url: https://planet.example/night
---
`;

const workshop = `---
kind: training
title: 一天内训
description: 弄坏六次。
price: 18000.00 CNY
people: 16
hours: 6
syllabus:
  - { title: 上午, lessons: [超时] }
---
`;

const flight = (id: string, from: string) => `---
kind: ad
title: ${id}
description: 一台机器。
sponsor: Acme
url: https://acme.example/${id}
flights:
  - { from: ${from}, to: 2999-12-31, cpm: 80.00 CNY, cap: 50000 }
---
`;

/** Shows the cards of both ads. */
const adsPage = `---
import { offers } from '#library';
import OfferCard from '../components/OfferCard.astro';
import Page from '../layouts/Page.astro';

const ads = (await offers('zh', 'sponsors')).filter(({ flights }) => flights.length > 0);
---

<Page lang="zh">{ads.map((offer) => <OfferCard offer={offer} />)}</Page>
`;

let checkout: Checkout;
let built: Outcome;
let home: string;
let port: number;
const dist = (path: string) => join(checkout.root, 'dist', path);
const page = (path: string) => readFileSync(dist(`${path}index.html`), 'utf8');
const isThere = (path: string) => existsSync(dist(`${path}index.html`));

beforeAll(async () => {
  port = await freePort();
  home = `http://localhost:${port}`;
  checkout = await checkOut('offers', {
    url: home,
    channels: { letter: { platform: 'dev' } },
    availability: { open: true, note: '十二月有空。' },
  });
  await checkout.write('src/pages/kit.astro', kitPage);
  await checkout.write('src/pages/ads.astro', adsPage);
  const files = {
    gift,
    book,
    letter,
    workshop,
    now: flight('now', '2020-01-01'),
    later: flight('later', '2999-01-01'),
  };
  for (const [name, text] of Object.entries(files)) await checkout.write(`content/offers/${name}.md`, text);
  await leaveCounts(checkout.root);
  built = await checkout.byline(['build', '--quiet']);
});
afterAll(() => checkout.remove());

/** 150 readings by 30 readers: of one post in two languages, by a channel of ours and a site nobody knows. */
async function leaveCounts(root: string): Promise<void> {
  await mkdir(join(root, '.byline'));
  const file = join(root, '.byline/byline.db');
  const store = await openStore({ database: file, now: Date.now, timeZone: 'Asia/Shanghai' });
  const read = (own: Parameters<typeof count>[0], times: number) =>
    Array.from({ length: times }, (_, index) =>
      store.addCount(count({ at: Date.now(), firstOfPost: index < 30, ...own })),
    );
  await Promise.all([
    ...read({ post: 'hello', source: 'letter' }, 60),
    ...read({ post: 'hello', source: 'letter', firstThisMonth: true, firstOfPost: false }, 30),
    ...read({ post: 'hello.en', source: 'stranger.example' }, 30),
    ...read({ source: null }, 30),
  ]);
  await store.close();
}

test('it builds', () => expect(built).toMatchObject({ code: 0, stderr: '' }));

describe('services', () => {
  test('packages stand side by side, the featured one first and marked', () => {
    const html = page('services/');
    const cards = html.match(/<article class="card package".*?<\/article>/gs) ?? [];
    expect(cards.map((card) => textOf(/<h2>.*?<\/h2>/s.exec(card)?.[0] ?? ''))).toEqual([
      '接口诊断',
      '每月陪跑',
      '随便聊聊',
      '一天内训',
    ]);
    expect(cards.map((card) => card.includes('data-featured'))).toEqual([true, false, false, false]);
    expect(cards.map(textOf)).toEqual([
      expect.stringMatching(/按项目.*¥9,800.*包含.*一份报告.*压测脚本/),
      expect.stringMatching(/按月.*¥9,000.*每月.*按年付 ¥90,000.*每月包含.*两天工作时间/),
      expect.stringContaining('价格面议'),
      expect.stringMatching(/内训.*¥18,000 ?每天/),
    ]);
  });

  test('links that are called the same lead to the same place', () => {
    const links = [...page('services/').matchAll(/<a [^>]*href="(\/[^"]*)"[^>]*>(.*?)<\/a>/gs)];
    const byName = Map.groupBy(links, ([, , inner = '']) => textOf(inner));
    const led = [...byName].map(([name, same]) => [name, new Set(same.map(([, href]) => href)).size]);
    expect(led.filter(([, places]) => places !== 1)).toEqual([]);
    expect([...byName.keys()]).toContain('写信咨询 ：每月陪跑');
  });

  test('are introduced by the author’s page, with availability, steps and a client’s words', () => {
    const text = textOf(page('services/'));
    for (const said of [
      '请我做事',
      '三种办法。',
      '拿不准就写信。',
      '十二月有空。',
      '先量再猜。',
      '前一条就够收工。',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('第八课');
  });

  test('questions of all of them are answered once', () => {
    const questions = [...page('services/').matchAll(/<summary>(.*?)<\/summary>/g)].map(([, text]) => text);
    expect(questions).toEqual(['要生产权限吗？', '怎么付款？', '能停吗？']);
  });

  test('one asks from there for any of them', () => {
    const form = /<form[^>]*data-lead.*?<\/form>/s.exec(page('services/'))?.[0] ?? '';
    const options = [...form.matchAll(/<option value="(.*?)">(.*?)<\/option>/g)].map(([, id, text]) => [
      id,
      text,
    ]);
    expect(options).toEqual([
      ['review', '接口诊断'],
      ['retainer', '每月陪跑'],
      ['talk', '随便聊聊'],
      ['workshop', '一天内训'],
    ]);
    expect(unlabelled(form)).toEqual([]);
  });

  test('one has its price, work like it, and a form for itself', () => {
    const html = page('services/review/');
    expect(html).toContain('<meta property="product:price:amount" content="9800.00">');
    expect(html).toContain('<meta property="product:price:currency" content="CNY">');
    expect(textOf(html)).toMatch(/适合谁.*有慢接口的团队.*渡轮订票后台.*前一条就够收工/);
    expect(html).toContain('<input type="hidden" name="offer" value="review">');
    expect(html).not.toContain('<select');
    expect(page('services/talk/')).not.toContain('product:price');
  });
});

describe('products and memberships', () => {
  const thing = (path: string, type: string) => {
    const graph = JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page(path))?.[1] ?? '{}',
    );
    return graph['@graph'].find((each: { '@type': string }) => each['@type'] === type);
  };

  test('stand in one section, with a page each', () => {
    const list = textOf(page('products/'));
    expect(list).toMatch(/产品.*事故手记.*¥69.*去购买.*小书店.*¥79/);
    expect(list).toMatch(/夜班.*¥299 ?每年.*去加入/);
    expect(textOf(page('products/book/'))).toMatch(/书 ?事故手记.*先看一部分/);
  });

  test('search engines are told what they are, and every price', () => {
    expect(thing('products/book/', 'Book')).toMatchObject({
      name: '事故手记',
      offers: [
        { '@type': 'Offer', price: '69.00', priceCurrency: 'CNY', category: 'Paid' },
        { price: '79.00', url: 'https://books.example/notes', seller: { name: '小书店' } },
      ],
    });
    expect(thing('products/letter/', 'Service')).toMatchObject({
      offers: [{ price: '299.00', priceSpecification: { unitCode: 'ANN' } }],
    });
    expect(thing('services/workshop/', 'Service')).toMatchObject({ name: '一天内训' });
  });

  test('a link to a shop that gives the key of a click back asks for it; others do not', () => {
    const links = page('products/book/').match(/<a [^>]*data-offer="book"[^>]*>/g) ?? [];
    expect(links.filter((link) => link.includes('data-key="client_reference_id"'))).toHaveLength(1);
    expect(links.find((link) => link.includes('books.example'))).not.toContain('data-key');
  });
});

describe('a training', () => {
  test('is asked for by form, and says for how many and what is taught', () => {
    const text = textOf(page('services/workshop/'));
    expect(text).toMatch(/内训 · 按天.*最多 16 人 · 约 6 小时/);
    expect(text).toMatch(/课程大纲.*上午.*超时/);
    expect(page('services/workshop/')).toContain('<input type="hidden" name="offer" value="workshop">');
  });
});

describe('ads with flights', () => {
  const card = (id: string) => new RegExp(`<article[^>]*data-offer="${id}"[^>]*>`).exec(page('ads/'))?.[0];

  test('are on the page with their days, and hidden where none is on', () => {
    expect(card('now')).toContain('data-flights="2020-01-01/2999-12-31"');
    expect(card('now')).not.toContain('hidden');
    expect(card('later')).toContain('hidden');
  });
});

describe('an advertiser', () => {
  test('can write from the media kit, about its page', () => {
    const html = page('media-kit/');
    expect(html).toContain('<input type="hidden" name="offer" value="media-kit">');
    expect(textOf(html)).toMatch(/谈赞助.*产品、时段和预算/);
  });
});

describe('courses', () => {
  test('tell what one pays, for what, where, and what to try', () => {
    const html = page('courses/sql/');
    expect(html).toContain('<meta property="product:price:amount" content="399.50">');
    const text = textOf(html);
    expect(text).toMatch(/¥399\.50.*约 12 小时 · 2 章 2 课.*也可以在这里买.*小册平台.*¥359/);
    expect(text).toMatch(/课程大纲.*请求.*超时.*幂等键.*数据/);
    expect(text).toMatch(/第八课做了三个晚上.*能退吗？.*十四天内/);
    expect(html).toContain('href="/posts/hello/"');
  });

  test('a click on any seller counts', () => {
    const links = page('courses/sql/').match(/<a [^>]*href="https:[^>]*example\/sql"[^>]*>/g) ?? [];
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect(link).toContain('data-offer="sql"');
  });

  test('a currency without small change is told without', () => {
    expect(page('en/courses/sql/')).toContain('<meta property="product:price:amount" content="5800">');
  });

  test('one that costs nothing says so, and with nothing to read asks once', () => {
    const html = page('courses/gift/');
    expect(textOf(html)).toContain('免费');
    expect(textOf(html)).not.toContain('¥');
    expect(html).toContain('"price":"0.00"');
    expect(html.match(/href="https:\/\/courses\.example\/gift"[^>]*>去报名/g)).toHaveLength(1);
    expect(page('courses/sql/').match(/>去报名</g)).toHaveLength(2);
  });

  test('what an author does not say has no heading', () => {
    expect(textOf(page('en/courses/sql/'))).not.toMatch(
      /Syllabus|Who it is for|Questions|Try a lesson|What you get/,
    );
  });
});

describe('a language without services', () => {
  test('has no page for them, and no link', () => {
    expect(isThere('services/')).toBe(true);
    expect(isThere('en/services/')).toBe(false);
    expect(page('en/')).not.toContain('/services/');
    expect(page('en/')).toContain('href="/en/courses/"');
  });

  test('begins with the course it has', () => {
    expect(page('en/')).toContain('<a class="button" href="/en/courses/sql/">Enrol</a>');
    expect(page('en/')).toMatch(/<h2>Courses<\/h2>.*<h3><a href="\/en\/courses\/sql\/">/s);
  });
});

describe('sponsors', () => {
  test('a sponsor’s page leads to them, and others to the media kit', () => {
    const html = page('sponsors/host/');
    expect(html).toMatch(/<a[^>]*href="https:\/\/sponsor\.example\/host"[^>]*rel="sponsored noopener"/);
    expect(html).toContain('href="/media-kit/"');
  });

  test('the media kit has formats and rates', () => {
    expect(textOf(page('kit/'))).toMatch(/文末卡片.*一次一家.*¥2,400.*一周.*别的.*面议.*谈谈合作/);
  });

  test('and who reads the site, by the tracker’s database', () => {
    const text = textOf(page('kit/'));
    expect(text).toMatch(/读者 30 次阅读 150/);
    expect(text).toMatch(/从哪里来.*letter.*75%.*其他.*25%/);
    expect(text).toMatch(/中文.*75%.*English.*25%/);
    expect(text).toMatch(/读得最多的.*第一篇.*90 次.*The first one.*30 次/);
    expect(text).not.toContain('stranger');
  });
});

const missing = whyNoChromium();
const why = missing === undefined ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== undefined)(`the form without JavaScript${why}`, () => {
  let site: Running;
  let browser: Browser;
  let reader: Page;

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      checkout.start(['start', '--no-build', '--port', String(port)], /Ctrl\+C/),
      launchChromium(),
    ]);
    const context = await browser.newContext({
      javaScriptEnabled: false,
      userAgent: readerAgent(browser),
      locale: 'zh-CN',
    });
    reader = await context.newPage();
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), site?.stop()]);
  });

  test('says that it will ask once more, and asks for the package one picked', async () => {
    await reader.goto(`${home}/services/`);
    await expect.poll(() => reader.getByText('没有 JavaScript 也能发').isVisible()).toBe(true);
    await reader.getByLabel('想聊哪一项').selectOption('每月陪跑');
    await reader.getByLabel('怎么称呼').fill('王小明');
    await reader.getByLabel('邮箱').fill('wang@reader.example');
    await reader.getByLabel('你遇到的问题').fill('下单偶尔要三秒。');
    await reader.getByRole('button', { name: '发送' }).click();
    expect(await reader.locator('[name=message]').inputValue()).toBe('下单偶尔要三秒。');
    // Too young a token is answered with the same page again.
    await expect
      .poll(
        async () => {
          const again = reader.locator('main button');
          if ((await again.count()) > 0) await again.click();
          return reader.locator('h1').textContent();
        },
        { timeout: 15_000, interval: 500 },
      )
      .toContain('收到');
    const { leads } = JSON.parse((await checkout.byline(['leads', '--json'])).stdout);
    expect(leads).toMatchObject([{ name: '王小明', offer: 'retainer' }]);
  });
});

describe('a site without collector, database and courses', () => {
  let plain: Checkout;
  const plainPage = (path: string) => readFileSync(join(plain.root, 'dist', path, 'index.html'), 'utf8');

  beforeAll(async () => {
    plain = await checkOut('offers', { attribution: { collector: 'none' } });
    const courses = ['offers/sql.md', 'offers/sql.en.md', 'testimonials/marlow.md'];
    await Promise.all(courses.map((path) => rm(join(plain.root, 'content', path))));
    await plain.write('src/pages/kit.astro', kitPage);
    expect(await plain.byline(['build', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
  });
  afterAll(() => plain?.remove());

  test('has no page of courses, and no link', () => {
    expect(existsSync(join(plain.root, 'dist/courses'))).toBe(false);
    expect(plainPage('')).not.toContain('/courses/');
  });

  test('takes enquiries by mail', () => {
    expect(plainPage('services/')).not.toContain('<form');
    expect(plainPage('services/review/')).toContain(
      `href="mailto:lin@fixture.example?subject=${encodeURIComponent('接口诊断')}"`,
    );
  });

  test('says nothing of who reads it, and makes no database', () => {
    expect(textOf(plainPage('kit/'))).toContain('文末卡片');
    expect(textOf(plainPage('kit/'))).not.toContain('谁在读');
    expect(existsSync(join(plain.root, '.byline'))).toBe(false);
  });
});

/** What a reader reads, on one line. */
function textOf(html: string): string {
  return html
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .replace(/<wbr>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Fields a person fills in that no label is for. */
function unlabelled(form: string): string[] {
  const fields = form.match(/<(input|select|textarea)\b(?![^>]*type="hidden")[^>]*>/g) ?? [];
  return fields.filter((field) => !form.includes(`<label for="${/ id="([^"]+)"/.exec(field)?.[1]}"`));
}
