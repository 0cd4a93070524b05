import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../integrations/attribution/collector/store.ts';
import { conversion, lead } from './attribution/builders.ts';
import startDev from './servers/dev-stand-in.ts';
import startX from './servers/x-stand-in.ts';
import { type SmallSite, startSmallSite } from './syndication/small-site.ts';
import type { StandIn } from './syndication/stand-in.ts';

describe('byline mcp', { timeout: 120_000 }, () => {
  let site: SmallSite;
  let dev: StandIn;
  let x: StandIn;
  let secrets: Record<string, string>;
  let client: Client;
  let errors: Error[];

  beforeAll(async () => {
    [dev, x] = await Promise.all([startDev(), startX()]);
    site = await startSmallSite({
      dev: { platform: 'dev', url: dev.url },
      x: { platform: 'x', url: x.url },
    });
    const xSecrets = Object.entries(x.secrets).map(([name, value]) => [
      `X_${name.replaceAll(/(?=[A-Z])/g, '_').toUpperCase()}`,
      value,
    ]);
    secrets = { DEV_API_KEY: dev.secrets['apiKey'] ?? '', ...Object.fromEntries(xSecrets) };
    await site.checkout.write('content/posts/hello.md', POST);
    await site.feed([site.item('hello')]);
  });

  afterEach(() => client?.close());
  afterAll(async () => {
    await Promise.all([site?.stop(), dev?.close(), x?.close()]);
  });

  /** A client of the SDK's own. @param answers what its user says, question by question; absent: it cannot ask */
  async function connect(answers?: ((question: string) => ElicitResult) | undefined): Promise<void> {
    errors = [];
    client = new Client(
      { name: 'test', version: '1' },
      { capabilities: answers === undefined ? {} : { elicitation: {} } },
    );
    // Whatever on stdout is no message of the protocol ends up here.
    client.onerror = (error) => errors.push(error);
    if (answers !== undefined)
      client.setRequestHandler(ElicitRequestSchema, async ({ params }) => answers(params.message));
    const { PATH = '', HOME = '' } = process.env;
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [join(site.checkout.root, 'scripts/byline.cjs'), 'mcp'],
        cwd: site.checkout.root,
        env: { PATH, HOME, ...secrets },
        stderr: 'ignore',
      }),
    );
  }

  async function call(name: string, asked: Record<string, unknown> = {}) {
    const { content, isError = false } = await client.callTool({ name, arguments: asked });
    const [{ text } = expect.fail('no answer')] = content as { text: string }[];
    return { text, isError };
  }

  const yes = (): ElicitResult => ({ action: 'accept', content: { agree: true } });

  test('has tools that read, and one that writes and says so', async () => {
    await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ['plan', true],
      ['posts', true],
      ['preview', true],
      ['publish', false],
      ['report', true],
      ['status', true],
    ]);
    for (const { description, inputSchema } of tools) {
      expect(description?.length).toBeGreaterThan(40);
      expect(inputSchema.type).toBe('object');
    }
    expect(errors).toEqual([]);
  });

  test('lists posts, plans and previews, and sends nothing', async () => {
    await connect();
    const { posts } = JSON.parse((await call('posts', { query: 'retries' })).text);
    expect(posts).toMatchObject([
      { id: 'hello', title: 'Retries, bounded', published: '2026-01-01', isOut: true },
    ]);
    const { plan } = JSON.parse((await call('plan', { channels: ['dev'] })).text);
    expect(plan).toMatchObject([{ post: 'hello', channel: 'dev', action: 'create' }]);
    const preview = JSON.parse((await call('preview', { post: 'hello', channel: 'dev' })).text);
    expect(preview).toMatchObject({ title: 'Post hello', overLimits: [] });
    expect(preview.body).toContain('utm_source=dev');
    expect(dev.copies()).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('says what has to be put right, in words', async () => {
    await connect();
    expect(await call('preview', { post: 'helo', channel: 'dev' })).toEqual({
      isError: true,
      text: 'there is no post “helo”. Did you mean “hello”? Known: hello.',
    });
    expect(await call('report')).toMatchObject({ isError: true, text: expect.stringContaining('database') });
  });

  test('publishes nothing through a client that cannot ask its user', async () => {
    await connect();
    expect(await call('publish', { posts: ['hello'], channels: ['dev'] })).toEqual({
      isError: true,
      text: 'this client cannot ask its user, so nothing is published through it. Publish in a terminal: npx byline publish hello --to dev',
    });
    expect(dev.copies()).toEqual([]);
  });

  test.each([
    ['declines', { action: 'decline' }],
    ['closes the question', { action: 'cancel' }],
    ['sends the form as it was', { action: 'accept', content: { agree: false } }],
  ] as const)('publishes nothing where the author %s', async (_, answer) => {
    await connect(() => answer);
    expect(await call('publish', { posts: ['hello'], channels: ['dev'] })).toEqual({
      isError: false,
      text: 'The author did not agree. Nothing was sent.',
    });
    expect(dev.copies()).toEqual([]);
  });

  test('publishes what the author confirms, and asks again for what costs money', async () => {
    const questions: string[] = [];
    await connect((question) => {
      questions.push(question);
      return question.includes('$0.20') ? { action: 'decline' } : yes();
    });
    const { results } = JSON.parse(
      (await call('publish', { posts: ['hello'], channels: ['dev', 'x'] })).text,
    );
    expect(results).toMatchObject([
      { channel: 'dev', outcome: 'done' },
      { channel: 'x', outcome: 'blocked' },
    ]);
    expect(questions).toEqual([
      'Publish?\ncreate: “Post hello” (hello) on dev, DEV\ncreate: “Post hello” (hello) on x, X',
      expect.stringMatching(/^hello → x: .*\$0\.20/),
    ]);
    expect([dev.copies().length, x.copies().length]).toEqual([1, 0]);
    expect(JSON.parse((await call('status', { channels: ['dev'] })).text).status).toMatchObject([
      { state: 'live' },
    ]);
    expect(errors).toEqual([]);
  });

  test('reports sums, and nothing of the people behind them', async () => {
    const file = join(site.checkout.root, '.byline/byline.db');
    const store = await openStore({ database: file, now: Date.now, timeZone: 'Asia/Shanghai' });
    const asked = conversion({ id: 'secret-lead', at: Date.now() - 1, offer: 'consulting', kind: 'lead' });
    await store.addLead(
      lead({ conversion: asked, name: '王小明', email: 'wang@reader.example', message: 'Help us.' }),
    );
    await store.close();
    await connect();
    const { text, isError } = await call('report', { by: 'offer' });
    expect(isError).toBe(false);
    expect(JSON.parse(text)).toMatchObject({
      by: 'offer',
      totals: { leads: 1 },
      rows: [{ key: 'consulting' }],
    });
    for (const personal of ['王小明', 'wang@', 'Help us', 'secret-lead'])
      expect(text).not.toContain(personal);
  });
});

const POST = `---
title: Retries, bounded
description: A post.
date: 2026-01-01
---

Text.
`;
