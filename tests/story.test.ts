import { createHmac } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Publication, Report } from '#domain';
import { type Checkout, checkOut, type Running } from './checkout.ts';
import { freePort } from './free-port.ts';
import { launchChromium, readerAgent } from './servers/chromium.ts';
import { startWordPress, type WordPress, whyNoWordPress } from './servers/wordpress.ts';

const missing = whyNoWordPress();

const SHOP_SECRET = 'what the shop signs with';

/** The sentence of the house, walked once: each test is a clause, in order, and stands on the one before. */
describe.skipIf(missing !== undefined)(
  `the story${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let wordPress: WordPress;
    let checkout: Checkout;
    let site: Running;
    let browser: Browser;
    let page: Page;
    let home: string;
    let secrets: Record<string, string>;
    let publication: Publication;
    /** The second reader's click on the course, which the shop gets as its key. */
    let click: string;

    beforeAll(async () => {
      [wordPress, browser] = await Promise.all([startWordPress(), launchChromium()]);
      const port = await freePort();
      home = `http://localhost:${port}`;
      checkout = await checkOut('thread', {
        url: home,
        channels: {
          community: {
            platform: 'cnblogs',
            url: wordPress.xmlRpc,
            account: '1',
            format: 'html',
            languages: ['zh'],
          },
        },
      });
      await sellByStripe(checkout);
      secrets = { COMMUNITY_USER: wordPress.user, COMMUNITY_TOKEN: wordPress.password };
      site = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/, {
        STRIPE_WEBHOOK_SECRET: SHOP_SECRET,
      });
    });

    afterAll(async () => {
      await Promise.all([browser?.close(), site?.stop(), wordPress?.stop()]);
      await checkout?.remove();
    });

    test('a Post has a page here', async () => {
      const answer = await fetch(`${home}/posts/timeouts/`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('超时不等于没有发生');
    });

    test('its Edition is planned', async () => {
      const { code, stdout } = await publish('--dry-run');
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/create\s.*timeouts/) });
      await expect(ledger()).rejects.toThrow('ENOENT');
    });

    test('and goes out on a Channel', async () => {
      expect(await publish()).toEqual({ code: 0, stdout: expect.any(String), stderr: '' });
      const publications = await ledger();
      expect(publications).toEqual([
        expect.objectContaining({ post: 'timeouts', channel: 'community', state: 'published' }),
      ]);
      publication = publications[0] as Publication;
    });

    test('once: a second run does nothing', async () => {
      const before = await ledger();
      expect(await publish()).toMatchObject({ code: 0, stdout: expect.stringMatching(/nothing to do/i) });
      expect(await ledger()).toEqual(before);
    });

    test('a reader follows its tagged link home and leaves a Touch', async () => {
      page = await browser.newPage({ locale: 'zh-CN', userAgent: readerAgent(browser) });
      await page.goto(publication.url ?? '', { waitUntil: 'domcontentloaded' });
      const counted = page.waitForResponse((answer) => answer.url() === `${home}/api/events`);
      await page.locator(`a[href^="${home}/posts/timeouts/?"]`).last().click();
      expect((await counted).status()).toBe(202);
      await page.waitForURL(`${home}/posts/timeouts/`);
    });

    test('asks for consulting: a Conversion on an Offer', async () => {
      await page.getByRole('link', { name: '写信咨询' }).click();
      await page.waitForURL(`${home}/services/consulting/#form`);
      await page.getByLabel('怎么称呼').fill('王小明');
      await page.getByLabel('邮箱').fill('wang@reader.example');
      await page.getByLabel('你遇到的问题').fill('下单接口偶尔要三秒，日志里什么也没有。');
      await page.getByRole('button', { name: '发送' }).click();
      await expect
        .poll(() => page.getByRole('status').textContent(), { timeout: 15_000 })
        .toContain('收到了');
    });

    test.each(['first-touch', 'last-touch', 'linear'])(
      'and %s credits the post, the channel and the offer',
      async (model) => {
        const { rows, totals } = await report(model);
        const credited = { conversions: 1, expected: [{ amount: 50_000, currency: 'CNY' }], earned: [] };
        expect(rows.post).toContainEqual(expect.objectContaining({ key: 'timeouts', ...credited }));
        expect(rows.channel).toContainEqual(expect.objectContaining({ key: 'community', ...credited }));
        expect(rows.offer).toContainEqual(expect.objectContaining({ key: 'consulting', ...credited }));
        expect(totals.conversions).toBe(1);
      },
    );

    test('down to the money, once the owner says what it brought', async () => {
      const leads = await checkout.byline(['leads']);
      expect(leads.stdout).toContain('王小明');
      const {
        leads: [lead],
      } = JSON.parse((await checkout.byline(['leads', '--json'])).stdout);
      expect(await checkout.byline(['leads', 'won', lead.id, '12000.00 CNY'])).toMatchObject({ code: 0 });
      const { rows } = await report('linear');
      expect(rows.post).toContainEqual(
        expect.objectContaining({ key: 'timeouts', earned: [{ amount: 1_200_000, currency: 'CNY' }] }),
      );
    });

    test('the same is on a page, for whoever has the password', async () => {
      expect((await fetch(`${home}/studio/`)).status).toBe(401);
      const password = (await readFile(join(checkout.root, '.byline/studio-password'), 'utf8')).trim();
      const owner = await browser.newPage();
      await owner.goto(`${home}/studio/`);
      await owner.getByLabel('密码').fill(password);
      await owner.getByRole('button', { name: '登录' }).click();
      await owner.waitForURL(`${home}/studio`);
      const text = await owner.locator('main').textContent();
      expect(text).toContain('超时不等于没有发生');
      expect(text).toContain('community');
      expect(text).toMatch(/¥12,000/);
    });

    test('a second reader comes by another channel and follows the link to the course', async () => {
      const reader = await browser.newPage({ locale: 'zh-CN', userAgent: readerAgent(browser) });
      await reader.route('https://buy.stripe.com/**', (route) => route.fulfill({ status: 204 }));
      await reader.goto(`${home}/posts/单元测试/`, { referer: 'https://juejin.cn/' });
      const clicked = reader.waitForRequest(
        (request) =>
          request.url() === `${home}/api/events` && (request.postData()?.includes('"click"') ?? false),
      );
      await reader.goto(`${home}/courses/course/`);
      const shop = reader.waitForRequest('https://buy.stripe.com/**');
      await reader.locator('a[data-offer=course]').first().click();
      // The shop has nothing but the key in its address.
      click = new URL((await shop).url()).searchParams.get('client_reference_id') ?? '';
      expect(click).toBe(JSON.parse((await clicked).postData() ?? '{}').id);
      await reader.context().close();
    });

    test('buys it, as the shop reports, and gets half back', async () => {
      const created = Math.floor(Date.now() / 1000);
      const session = {
        ...{ payment_status: 'paid', payment_intent: 'pi_1', amount_total: 210_94, currency: 'cny' },
        ...{ total_details: { amount_tax: 11_94 }, client_reference_id: click },
        customer_details: { email: 'buyer@reader.example', name: '买家' },
      };
      const sale = {
        ...{ id: 'evt_1', type: 'checkout.session.completed', created, livemode: true },
        data: { object: session },
      };
      const refund = {
        ...{ id: 'evt_2', type: 'charge.refunded', created, livemode: true },
        data: { object: { payment_intent: 'pi_1', amount: 210_94, amount_refunded: 105_47 } },
      };
      await expect.poll(async () => (await stripe(sale)).status).toBe(200);
      expect((await stripe(refund)).status).toBe(200);
      for (const event of [sale, refund]) expect((await stripe(event)).status).toBe(200);
      expect((await stripe({ ...sale, id: 'evt_3' }, 'a guess')).status).toBe(401);
    });

    test('an advertiser reads on, and writes from the media kit', async () => {
      const advertiser = await browser.newPage({ locale: 'zh-CN', userAgent: readerAgent(browser) });
      const counted = advertiser.waitForResponse((answer) => answer.url() === `${home}/api/events`);
      await advertiser.goto(`${home}/posts/timeouts/`, { referer: 'https://www.v2ex.com/' });
      expect((await counted).status()).toBe(202);
      await advertiser.goto(`${home}/media-kit/`);
      await advertiser.getByLabel('怎么称呼').fill('李记云');
      await advertiser.getByLabel('邮箱').fill('ads@cloud.example');
      await advertiser.locator('textarea').fill('想在文末放一个月的卡片。');
      await advertiser.getByRole('button', { name: '发送' }).click();
      await expect
        .poll(() => advertiser.getByRole('status').textContent(), { timeout: 15_000 })
        .toContain('收到了');
      await advertiser.context().close();
    });

    test('the first client stays for a retainer of three months, and the advertiser pays a flat fee', async () => {
      const { leads } = JSON.parse((await checkout.byline(['leads', '--json'])).stdout);
      const idOf = (name: string) => leads.find((lead: { name: string }) => lead.name === name).id;
      const retainer = ['leads', 'won', idOf('王小明'), '1000.00 CNY', '--months', '3'];
      expect(await checkout.byline(retainer)).toMatchObject({ code: 0 });
      expect(await checkout.byline(['leads', 'move', idOf('李记云'), 'proposal'])).toMatchObject({ code: 0 });
      const fee = ['sales', 'add', 'sponsor', '3000.01 CNY', '--id', 'november'];
      expect(await checkout.byline(fee)).toMatchObject({ code: 0, stderr: '' });
    });

    test('all models and a table worked out by hand agree to the cent', async () => {
      const all = ['report', '--model', 'all', '--as', 'cohort', '--json'];
      const { reports }: { reports: Report[] } = JSON.parse((await checkout.byline(all)).stdout);
      // 199.00 − 99.50; 12,000 and three months of 1,000; the fee.
      const byHand = { course: 99_50, consulting: 15_000_00, sponsor: 3_000_01 };
      const total = 18_099_51;
      // The second reader came by juejin, then opened the course directly.
      const shares: Record<string, Record<string, number>> = {
        'first-touch': { juejin: 99_50 },
        'last-non-direct': { juejin: 99_50 },
        'last-touch': { direct: 99_50 },
        linear: { juejin: 49_75, direct: 49_75 },
        'position-based': { juejin: 49_75, direct: 49_75 },
        'time-decay': { juejin: 49_75, direct: 49_75 },
      };
      // Both posts carry the ad: one was viewed once, the other by the first client and by the advertiser.
      const posts = { 单元测试: 99_50 + 1_000_00, timeouts: 15_000_00 + 2_000_01 };
      for (const { model, rows, totals } of reports) {
        expect([model, totals.earned]).toEqual([model, [{ amount: total, currency: 'CNY' }]]);
        expect([model, moneyOf(rows.offer)]).toEqual([model, byHand]);
        expect([model, sumOf(rows.channel), sumOf(rows.post)]).toEqual([model, total, total]);
        if (shares[model] === undefined) continue;
        const channels = { ...shares[model], community: 15_000_00, unknown: 3_000_01 };
        expect([model, moneyOf(rows.channel)]).toEqual([model, channels]);
        expect([model, moneyOf(rows.post)]).toEqual([model, posts]);
      }
      const owner = await studio('/studio/offers?lang=zh');
      // In cash, two of the three months are still to come.
      for (const text of ['可观测性实战课', '¥99.50', '¥13,000', '¥3,000.01']) expect(owner).toContain(text);
      const models = await studio('/studio/models?lang=zh');
      // The cash of each post: 1,099.50; 13,000 and 2,000.01.
      for (const text of ['¥1,099.50', '¥15,000.01']) expect(models).toContain(text);
    });

    test('and says which post brought the advertiser', async () => {
      const { rows } = await report('linear');
      expect(rows.offer).toContainEqual(expect.objectContaining({ key: 'media-kit', leads: 1 }));
      expect(rows.channel).toContainEqual(expect.objectContaining({ key: 'v2ex', leads: 0.5 }));
      // The first client's lead, and the advertiser's.
      expect(rows.post).toContainEqual(expect.objectContaining({ key: 'timeouts', leads: 2 }));
    });

    test('and the database knows nobody but who wrote: no id, no address, no browser', async () => {
      const names = await readdir(join(checkout.root, '.byline'));
      const files = names.filter((name) => name.startsWith('byline.db'));
      const texts = files.map((name) => readFile(join(checkout.root, '.byline', name), 'latin1'));
      const kept = (await Promise.all(texts)).join('');
      expect(kept).toContain('community@timeouts');
      expect(kept).not.toMatch(/buyer@reader\.example|买家/u);
      expect(kept).not.toMatch(/Mozilla|AppleWebKit|HeadlessChrome|127\.0\.0\.1|::1/);
      const stored = await page.evaluate(() => JSON.stringify(localStorage));
      expect(stored).toContain('timeouts');
      expect(stored).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
    });

    function moneyOf(rows: Report['rows']['offer']): Record<string, number> {
      const paid = rows.filter(({ earned }) => earned.length > 0);
      return Object.fromEntries(paid.map(({ key, earned }) => [key, earned[0]?.amount ?? 0]));
    }

    function sumOf(rows: Report['rows']['offer']): number {
      return Object.values(moneyOf(rows)).reduce((sum, amount) => sum + amount, 0);
    }

    function stripe(event: object, secret = SHOP_SECRET): Promise<Response> {
      const body = JSON.stringify(event);
      const seconds = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      const headers = { 'Stripe-Signature': `t=${seconds},v1=${signature}` };
      return fetch(`${home}/api/shops/stripe`, { method: 'POST', body, headers });
    }

    async function studio(path: string): Promise<string> {
      const password = (await readFile(join(checkout.root, '.byline/studio-password'), 'utf8')).trim();
      const headers = { Authorization: `Basic ${btoa(`studio:${password}`)}` };
      return (await fetch(home + path, { headers })).text();
    }

    function publish(...words: string[]) {
      return checkout.byline(['publish', 'timeouts', '--from', home, ...words], secrets);
    }

    async function ledger(): Promise<Publication[]> {
      const text = await readFile(join(checkout.root, 'content/publications.jsonl'), 'utf8');
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    }

    async function report(model: string): Promise<Report> {
      const { code, stdout, stderr } = await checkout.byline(['report', '--model', model, '--json']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout);
    }
  },
);

/** The course is sold by a payment link, both posts carry the ad, and there is a media kit. */
async function sellByStripe({ root, write }: Checkout): Promise<void> {
  const change = async (path: string, from: string, to: string) => {
    const text = await readFile(join(root, path), 'utf8');
    expect(text).toContain(from);
    await write(path, text.replace(from, to));
  };
  await change(
    'content/offers/course.md',
    'https://courses.example/observability',
    'https://buy.stripe.com/observability',
  );
  await change('content/posts/单元测试.md', 'offers: [course]', 'offers: [course, sponsor]');
  await change('content/posts/timeouts/index.mdx', 'offers: [consulting]', 'offers: [consulting, sponsor]');
  await mkdir(join(root, 'content/pages'));
  await write(
    'content/pages/media-kit.md',
    '---\ntitle: 赞助这里\ndescription: 读者是写后端的人。\nmediaKit:\n  formats:\n    - { title: 文末卡片, text: 一次一家。 }\n---\n',
  );
}
