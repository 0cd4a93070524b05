import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from '../checkout.ts';
import startDev from '../servers/dev-stand-in.ts';
import { type SmallSite, startSmallSite } from './small-site.ts';
import type { StandIn } from './stand-in.ts';

let dev: StandIn;
let site: SmallSite;
let server: Running;
let home: string;
let cookie = '';

beforeAll(async () => {
  dev = await startDev();
  site = await startSmallSite({ dev: { platform: 'dev', url: dev.url, form: 'full' } });
  await site.checkout.write('content/posts/hello.md', POST);
  await site.checkout.write('dist/index.html', '<!doctype html><title>Home</title>');
  await site.feed([site.item('hello')]);
  await start();
});

afterAll(async () => {
  await server?.stop();
  await Promise.all([site?.stop(), dev?.close()]);
});

async function start(): Promise<void> {
  const env = { BYLINE_STUDIO_PASSWORD: 'open sesame', DEV_API_KEY: dev.secrets['apiKey'] ?? '' };
  server = await site.checkout.start(['start', '--no-build', '--port', '0'], /Ctrl\+C/, env);
  home = /http:\/\/localhost:\d+/.exec(server.output())?.[0] ?? '';
}

const ask = (path: string, options: RequestInit = {}) =>
  fetch(new URL(path, home), { redirect: 'manual', ...options, headers: { cookie, origin: home } });

/** The fields of the form whose button says something. */
function fieldsOf(page: string, button: string): URLSearchParams {
  const form = page.split('<form').find((one) => one.includes(`>${button}</button>`)) ?? '';
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  return new URLSearchParams(Object.fromEntries(fields));
}

async function signIn(): Promise<void> {
  const body = fieldsOf(await text('/studio/sign-in?lang=en'), 'Sign in');
  body.set('password', 'open sesame');
  const answer = await ask('/studio/sign-in?lang=en', { method: 'POST', body });
  cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const text = async (path: string) => (await ask(path)).text();

test('the server publishes what Studio asks for, behind the password, and a new start forgets no copy', async () => {
  expect((await fetch(`${home}/studio/publishing`)).ok).toBe(false);
  await signIn();
  const report = await text('/studio?lang=en');
  expect(report).toContain('href="/studio/publishing?lang=en"');
  const page = await text('/studio/publishing/posts/hello?lang=en');
  expect(page).toContain('href="/studio/journeys?lang=en"');
  const body = fieldsOf(page, 'Publish');
  const started = await ask('/studio/publishing/runs?lang=en', { method: 'POST', body });
  expect(started.status).toBe(303);
  const run = started.headers.get('location') ?? '';
  await expect.poll(() => text(run), { timeout: 20_000 }).toContain('Done. One result.');
  expect(dev.copies()).toHaveLength(1);
  expect(await readFile(join(site.checkout.root, 'content/publications.jsonl'), 'utf8')).toContain('"dev"');
  expect(await readFile(join(site.checkout.root, 'content/posts/hello.md'), 'utf8')).toContain('id: hello');
  await server.stop();
  await start();
  const again = await ask(run);
  expect([again.status, await again.text()]).toEqual([404, expect.stringContaining('started anew since')]);
  expect(await text('/studio/publishing?lang=en')).toContain('>live</span>');
});

const POST = `---
title: Hello
description: A first post.
date: 2026-10-20
lang: zh
---

Hello.
`;
