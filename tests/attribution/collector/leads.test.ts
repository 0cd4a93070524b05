import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { adSpace } from '#domain';
import { NOW, offers } from '../builders.ts';
import { always, browser, SITE, type Started, startCollector } from './collector.ts';

const asked = {
  offer: 'consulting',
  name: '王小明',
  email: 'wang@reader.example',
  message: '想聊聊 <p99> & "尾延迟"',
};

let collector: Started;

beforeEach(async () => {
  collector = await startCollector();
});

afterEach(() => collector.close());

/** A token that is old enough. */
async function ticket(): Promise<string> {
  const { token, wait } = await (await collector.app.request('/api/form-token')).json();
  collector.clock.now += wait;
  return token;
}

function post(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const request = { method: 'POST', body: new URLSearchParams(fields), headers: { ...browser, ...headers } };
  return Promise.resolve(collector.app.request('/api/leads', request));
}

const byScript = { Accept: 'application/json' };

describe('an advertiser who writes from a media kit', () => {
  const kit = adSpace({
    slug: 'media-kit',
    lang: 'zh',
    title: '赞助说明',
    description: '这里有哪几种赞助位。',
  });

  test('is a lead on an offer of kind ad', async () => {
    await collector.close();
    collector = await startCollector({ offers: [...offers, kit] });
    const answer = await post({ ...asked, offer: 'media-kit', token: await ticket() }, byScript);
    expect(await answer.json()).toEqual({ ok: true });
    const [lead] = await collector.store.leads();
    expect(lead?.conversion).toMatchObject({ offer: 'media-kit', kind: 'lead', proof: 'form', worth: null });
    expect(kit).toMatchObject({ id: 'media-kit', kind: 'ad', url: undefined });
  });

  test.each(['hosting', 'course'])('and what is bought elsewhere has no form: %s', async (offer) => {
    const answer = await post({ ...asked, offer, token: await ticket() }, byScript);
    expect(answer.headers.get('X-Byline')).toBe('unknown-offer');
  });
});

describe('with JavaScript', () => {
  test('a lead is kept with the journey its browser tells', async () => {
    const now = Date.now();
    const steps = [[now - 60_000, ' utm_source=dev&utm_medium=syndication&utm_campaign=hello', 'hello']];
    const journey = JSON.stringify({ now, steps });
    const answer = await post({ ...asked, journey, token: await ticket() }, byScript);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    const { offer, ...person } = asked;
    const at = collector.clock.now;
    expect(await collector.store.leads()).toEqual([
      {
        ...person,
        state: 'new',
        nextStep: null,
        nextDay: null,
        conversion: {
          id: expect.any(String),
          at,
          offer,
          kind: 'lead',
          proof: 'form',
          worth: { amount: 100_00, currency: 'CNY' },
          journey: {
            gap: null,
            arrivals: [{ at: at - 60_000, key: 'dev@hello' }],
            reads: [{ at: at - 60_000, key: 'hello' }],
          },
        },
      },
    ]);
  });

  test.each([
    { name: 'no script ran', journey: undefined, headers: {}, gap: 'no-script' },
    { name: 'the journey is forged', journey: 'not json', headers: {}, gap: 'no-script' },
    { name: 'the browser keeps none', journey: '{"now":1}', headers: {}, gap: 'no-storage' },
    {
      name: 'the reader asks not to be followed',
      journey: '{"now":1,"steps":[[0,"https://dev.to ","hello"]]}',
      headers: { 'Sec-GPC': '1' },
      gap: 'gpc',
    },
  ])('a lead whose journey is not known says why: $name', async ({ journey, headers, gap }) => {
    const fields = { ...asked, ...(journey !== undefined && { journey }), token: await ticket() };
    expect((await post(fields, { ...byScript, ...headers })).status).toBe(200);
    const [lead] = await collector.store.leads();
    expect(lead?.conversion.journey).toEqual({ arrivals: [], reads: [], gap });
  });

  test.each([
    { type: 'application/json', body: async () => JSON.stringify({ ...asked, token: await ticket() }) },
    { type: undefined, body: async () => multipart({ ...asked, token: await ticket() }) },
  ])('is taken as $type', async ({ type, body }) => {
    const headers = { ...browser, ...byScript, ...(type === undefined ? {} : { 'Content-Type': type }) };
    const answer = await collector.app.request('/api/leads', { method: 'POST', body: await body(), headers });
    expect(await answer.json()).toEqual({ ok: true });
  });

  const wrong = [
    { error: 'token', status: 422, fields: { token: 'forged' } },
    { error: 'token', status: 422, fields: { token: '' } },
    { error: 'honeypot', status: 422, fields: { blank: 'https://spam.example' } },
    { error: 'unknown-offer', status: 422, fields: { offer: 'hosting' } },
    { error: 'too-large', status: 413, fields: { message: 'x'.repeat(41_000) } },
    { error: 'foreign-origin', status: 403, fields: {}, headers: { Origin: 'https://elsewhere.example' } },
  ];
  test.each(wrong)(
    '$error is refused, counted and leaves nothing (%#)',
    async ({ error, status, fields, headers = {} }) => {
      const answer = await post({ ...asked, token: await ticket(), ...fields }, { ...byScript, ...headers });
      expect([answer.status, await answer.json()]).toEqual([status, { error, message: expect.any(String) }]);
      expect(answer.headers.get('X-Byline')).toBe(error);
      expect(await collector.store.drops(always)).toEqual([{ reason: error, times: 1 }]);
      expect(await collector.store.leads()).toEqual([]);
    },
  );

  test('a form sent again because its answer was lost is one lead, and is told so both times', async () => {
    const token = await ticket();
    const sent = await Promise.all([1, 2].map(() => post({ ...asked, token }, byScript)));
    sent.push(await post({ ...asked, token }, byScript));
    for (const answer of sent) expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    expect(await collector.store.leads()).toHaveLength(1);
    expect(await collector.store.conversions(always)).toHaveLength(1);
  });

  test('a token is good for one lead: another text needs another', async () => {
    const token = await ticket();
    await post({ ...asked, token }, byScript);
    const answer = await post({ ...asked, message: 'And another thing', token }, byScript);
    expect(await answer.json()).toMatchObject({ error: 'token' });
    expect(await collector.store.leads()).toMatchObject([{ message: asked.message }]);
  });

  test('one that was forgotten does not come back', async () => {
    const token = await ticket();
    await post({ ...asked, token }, byScript);
    const [lead] = await collector.store.leads();
    await collector.store.forgetLead(lead?.conversion.id ?? '');
    expect(await (await post({ ...asked, token }, byScript)).json()).toEqual({ ok: true });
    expect(await collector.store.leads()).toEqual([]);
  });

  test.each([
    { name: 'as the page says', fields: { lang: 'en' }, headers: {}, says: /Please/ },
    {
      name: 'as the page says, not the browser',
      fields: { lang: 'zh' },
      headers: { 'Accept-Language': 'en' },
      says: /请/,
    },
    {
      name: 'as the browser says',
      fields: { message: 'x'.repeat(41_000) },
      headers: { 'Accept-Language': 'en-GB,zh;q=0.5' },
      says: /too long/,
    },
    {
      name: 'the site’s first',
      fields: { message: 'x'.repeat(41_000) },
      headers: { 'Accept-Language': 'fr' },
      says: /太长/,
    },
  ])('a refusal says why in a language: $name', async ({ fields, headers, says }) => {
    const answer = await post({ ...asked, ...fields }, { ...byScript, ...headers });
    expect((await answer.json()).message).toMatch(says);
  });

  test('what could not be kept is said to be our fault', async () => {
    const broken = await startCollector({ report: () => {} });
    const { token, wait } = await (await broken.app.request('/api/form-token')).json();
    broken.clock.now += wait;
    vi.spyOn(broken.store, 'addLead').mockRejectedValue(new Error('disk full'));
    const body = new URLSearchParams({ ...asked, token });
    const headers = { ...browser, ...byScript, 'Accept-Language': 'en' };
    const answer = await broken.app.request('/api/leads', { method: 'POST', body, headers });
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { error: 'unavailable', message: expect.stringContaining('on our side') },
    ]);
    await broken.close();
  });

  test('fields that do not fit are named, in the page’s language, and the token stays good', async () => {
    const token = await ticket();
    const answer = await post({ ...asked, name: ' ', email: 'nobody', lang: 'en', token }, byScript);
    expect(await answer.json()).toEqual({
      error: 'fields',
      message: 'Please write your name. Please write a valid e-mail address.',
      fields: { name: 'Please write your name.', email: 'Please write a valid e-mail address.' },
    });
    expect(await (await post({ ...asked, token }, byScript)).json()).toEqual({ ok: true });
  });

  test('ten at once from one address, then one every half minute', async () => {
    const statuses = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await post(asked, byScript)).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
    collector.clock.now += 30_000;
    expect((await post(asked, byScript)).status).toBe(422);
  });

  test('bodies that are too large are among the ten', async () => {
    const huge = { ...asked, message: 'x'.repeat(41_000) };
    const statuses = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await post(huge, byScript)).status);
    expect(statuses).toEqual([...Array(10).fill(413), 429]);
  });
});

describe('without JavaScript', () => {
  /** What the page's form would send when its button is pressed. */
  function fieldsOf(page: string): Record<string, string> {
    const inputs = [...page.matchAll(/<input[^>]* name="(\w+)"[^>]* value="([^"]*)"/g)];
    const message = /<textarea[^>]*>([^<]*)</.exec(page)?.[1] ?? '';
    const plain = (text: string) =>
      text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
    const entries = inputs.map(([, name = '', value = '']) => [name, plain(value)] as const);
    return { ...Object.fromEntries(entries), message: plain(message) };
  }

  test('what was written comes back to be confirmed, and pressing again sends it', async () => {
    const first = await post({ ...asked, lang: 'zh' }, { Referer: `${SITE}/services/consulting/` });
    const page = await first.text();
    expect([first.status, first.headers.get('X-Byline')]).toEqual([200, null]);
    expect(page).toContain('<html lang="zh">');
    expect(page).not.toContain('<p99>');
    const fields = fieldsOf(page);
    expect(fields).toMatchObject(asked);
    collector.clock.now = NOW + 2000;
    const second = await post(fields);
    expect(await second.text()).toMatch(/收到了.*href="https:\/\/site\.example\/services\/consulting\/"/s);
    const { offer: _, ...person } = asked;
    expect(await collector.store.leads()).toMatchObject([person]);
    expect(await collector.store.drops(always)).toEqual([]);
  });

  test('pressing at once only asks once more, with the same token', async () => {
    const fields = fieldsOf(await (await post(asked)).text());
    const again = fieldsOf(await (await post(fields)).text());
    expect(again['token']).toBe(fields['token']);
    collector.clock.now += 2000;
    expect((await post(again)).status).toBe(200);
    expect(await collector.store.leads()).toHaveLength(1);
  });

  test('pressing twice is one lead, and both pages say thanks', async () => {
    const fields = fieldsOf(await (await post({ ...asked, lang: 'en' })).text());
    collector.clock.now += 2000;
    for (const answer of [await post(fields), await post(fields)]) {
      expect(await answer.text()).toContain('It has arrived');
    }
    expect(await collector.store.leads()).toHaveLength(1);
  });

  test('a field that has to stay empty and was filled in, perhaps by the browser, comes back empty', async () => {
    const fields = { ...asked, blank: 'Acme Ltd.', lang: 'en', token: await ticket() };
    const again = fieldsOf(await (await post(fields)).text());
    expect(again).toMatchObject(asked);
    expect(again['blank']).toBeUndefined();
    collector.clock.now += 2000;
    expect((await post(again)).status).toBe(200);
    expect(await collector.store.leads()).toMatchObject([{ message: asked.message }]);
  });

  test('another text with the same token comes back to be confirmed, and nothing of it is lost', async () => {
    const token = await ticket();
    await post({ ...asked, token });
    const again = fieldsOf(await (await post({ ...asked, message: 'Another', lang: 'en', token })).text());
    expect(again).toMatchObject({ ...asked, message: 'Another' });
    expect(again['token']).not.toBe(token);
  });

  test('what went wrong is the first that is read out', async () => {
    const wrong = { ...asked, email: 'nobody', lang: 'en' };
    const page = await (await post({ ...wrong, token: await ticket() })).text();
    expect(page).toContain('<title>Please put right what is marked. Please look this over');
    expect(page).toMatch(
      /<input id="email" name="email" aria-invalid="true" aria-describedby="email-problem" autofocus /,
    );
    expect(page).toContain('<p class="problem" id="email-problem">');
    expect(page.match(/autofocus|role="alert"|action=/g)).toEqual(['autofocus']);
    const stale = await (await post({ ...asked, lang: 'en', token: 'forged' })).text();
    expect(stale).toMatch(/<title>That took too long.*<p tabindex="-1" autofocus>That took too long/s);
  });

  test('a field that does not fit is named beside it, and the rest is kept', async () => {
    const answer = await post({ ...asked, email: 'nobody', lang: 'en', token: await ticket() });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Please write a valid e-mail address.');
    expect(fieldsOf(page)).toMatchObject({ name: asked.name, message: asked.message });
  });

  test.each(['https://elsewhere.example/', 'javascript:alert(1)'])(
    'the way back is never %s',
    async (back) => {
      const page = await (await post({ ...asked, back, token: await ticket() })).text();
      expect(page).toContain('href="/"');
      expect(page).not.toContain(back);
    },
  );
});

function multipart(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
