import { execFile } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Element, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut, type Running, settings } from './checkout.ts';
import { freePort } from './free-port.ts';
import startDev from './servers/dev-stand-in.ts';
import type { StandIn } from './syndication/stand-in.ts';

/** English with a mark at each of its words' beginnings: what has none was not said by the file. */
const french = `import en from './en.ts';
import type { Strings } from './index.ts';

export default { ...marked(en), htmlLang: 'fr' } satisfies Strings;

function marked<Value>(value: Value): Value {
  if (typeof value === 'string') return \`§\${value}\` as Value;
  if (typeof value === 'function') return ((...given: unknown[]) => marked(value(...given))) as Value;
  return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, marked(each)])) as Value;
}
`;

/** What its author writes is marked as well. */
const content = {
  'posts/bonjour.fr.md': `---
title: § Bonjour
description: § Pour voir.
date: 2026-01-01
tags: [§ essais]
offers: [consulting]
---

## § Partie

§ Une note[^1].

:::warning
§ Attention.
:::

:::details
§ Plus.
:::

- [x] § fait

\`\`\`ts
${'const a = 1;\n'.repeat(50)}\`\`\`

::video[§ Film]{src="https://www.youtube.com/watch?v=abcdefghijk"}

[^1]: § La note.
`,
  'offers/consulting.fr.md': `---
kind: consulting
title: § Conseil
description: § En une semaine.
price: 3000.00 CNY
---

§ Des mesures.
`,
};

let checkout: Checkout;
let running: Running;
let dev: StandIn;
let home: string;

beforeAll(async () => {
  const port = await freePort();
  home = `http://localhost:${port}`;
  dev = await startDev();
  checkout = await checkOut('thread', {
    url: home,
    title: { zh: '测试站', en: 'Fixture', fr: '§ Site' },
    description: { zh: '用来测试的站点。', en: 'A site for tests.', fr: '§ Un site.' },
    author: { ...settings.author, name: '§ Lin', about: '§ Ingénieur' },
    languages: ['zh', 'en', 'fr'],
    channels: { dev: { platform: 'dev', url: dev.url, languages: ['fr'] } },
  });
  await checkout.write('src/strings/fr.ts', french);
  for (const [path, text] of Object.entries(content)) await checkout.write(`content/${path}`, text);
  running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
});

afterAll(async () => {
  await Promise.all([running?.stop(), dev?.close()]);
  await checkout?.remove();
});

describe('a language is one file', () => {
  test.each([
    'index.html',
    'posts/index.html',
    'posts/bonjour/index.html',
    'services/index.html',
    'services/consulting/index.html',
    'tags/essais/index.html',
    'search/index.html',
  ])('/fr/%s says nothing that is not in it', async (page) => {
    const words = wordsOf(fromHtml(await built(`fr/${page}`)));
    expect(words.filter((text) => !text.includes('§') && !neutral.test(text))).toEqual([]);
    expect(words.length).toBeGreaterThan(20);
  });

  test('the 404 page says it in every language', async () => {
    expect(await built('404.html')).toContain('§No such page');
  });

  test('its text is compiled in it', async () => {
    const page = await built('fr/posts/bonjour/index.html');
    for (const said of [
      '§Footnotes',
      '§Back to the text',
      '§Warning',
      '§Details',
      '§Done',
      '§50 lines',
      '§Play',
    ])
      expect(page).toContain(said);
  });

  test('pages name their versions in all three', async () => {
    const page = await built('fr/services/consulting/index.html');
    const languages = [...page.matchAll(/rel="alternate" hreflang="([^"]+)"/g)].map(([, lang]) => lang);
    expect(languages).toEqual(['zh-CN', 'en', 'fr', 'x-default']);
  });

  test('feeds are in it', async () => {
    expect(await built('fr/rss.xml')).toMatch(/<title>§[^<]*<\/title>.*<language>fr</s);
    expect(await built('fr/tags/essais/rss.xml')).toContain('§New posts about');
  });

  test('the reader’s browser has it when a part asks for it, and no page begins with it', async () => {
    const scripts = await Array.fromAsync(glob('_astro/*.js', { cwd: join(checkout.root, 'dist') }));
    const texts = await Promise.all(scripts.map(built));
    const saying = scripts.filter((_, index) => texts[index]?.includes('§Copy'));
    expect(saying).toHaveLength(1);
    expect(texts.join('')).not.toContain('§Footnotes');
    expect(await built('fr/posts/bonjour/index.html')).not.toContain(saying[0]);
  });

  test('so is what the form is answered', async () => {
    const page = await answerTo({ message: '§' });
    expect(page).toContain('<h1>§Please look this over and send it</h1>');
    expect(wordsOf(fromHtml(page)).filter((text) => !text.includes('§'))).toEqual([]);
    const refused = await answerTo({ message: '§', offer: 'none' }, 'application/json');
    expect(JSON.parse(refused)).toMatchObject({ message: expect.stringMatching(/^§/) });
  });

  test('and how an edition ends elsewhere', async () => {
    const env = { DEV_API_KEY: dev.secrets['apiKey'] ?? '' };
    expect(await checkout.byline(['publish', '--from', home], env)).toMatchObject({ code: 0, stderr: '' });
    expect(dev.copies().map(({ body }) => body.trim().split('\n').at(-1))).toEqual([
      expect.stringMatching(/^§Originally published at: \[/),
    ]);
  });

  test('a word that is changed compiles the texts anew', async () => {
    const before = await fingerprint();
    expect(await fingerprint()).toBe(before);
    await checkout.write('src/strings/fr.ts', french.replace('§', '¶'));
    expect(await fingerprint()).not.toBe(before);
  });
});

async function fingerprint(): Promise<string> {
  const script = `import { engineFingerprint } from './integrations/build-cache/fingerprint.ts';
    console.log(await engineFingerprint('.'))`;
  const words = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, words, { cwd: checkout.root })).stdout;
}

function built(path: string): Promise<string> {
  return readFile(join(checkout.root, 'dist', path), 'utf8');
}

async function answerTo(form: Record<string, string>, accept = 'text/html'): Promise<string> {
  const body = new URLSearchParams({
    lang: 'fr',
    offer: 'consulting',
    name: '§',
    email: 'a@b.example',
    ...form,
  });
  const headers = { accept, origin: home };
  return (await fetch(`${home}/api/leads`, { method: 'POST', headers, body })).text();
}

/** What a page says in letters, seen or read out; not code, days, or what it says it has in another language. */
function wordsOf(node: Root | RootContent): string[] {
  if (node.type === 'text') return [node.value.trim()].filter((text) => /\p{L}/u.test(text));
  if (node.type === 'root') return node.children.flatMap(wordsOf);
  if (node.type !== 'element' || silent.has(node.tagName)) return [];
  if ((node.properties['lang'] ?? 'fr') !== 'fr') return [];
  const said = spoken.map((name) => node.properties[name]).filter((value) => typeof value === 'string');
  return [...said, ...metaOf(node), ...node.children.flatMap(wordsOf)];
}

function metaOf({ tagName, properties: { name, property, content } }: Element): string[] {
  const isText = /title|description|site_name|alt$|label|reading|count$/.test(String(name ?? property));
  return tagName === 'meta' && isText ? [String(content)] : [];
}

const silent = new Set(['script', 'style', 'pre', 'code', 'time', 'kbd']);
const spoken = ['ariaLabel', 'title', 'alt', 'placeholder', 'label', 'dataSent', 'dataFailed', 'dataWords'];

/** The same in every language. */
const neutral = /^(RSS|Atom|JSON|BibTeX|https?:\/\/\S+|Ctrl K.*|[\d\s]+CNY|\S+@fixture\.example)$/u;
