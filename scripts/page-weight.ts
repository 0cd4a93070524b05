import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { BROTLI } from './brotli.ts';

/** What a page weighs on its way to a reader, in bytes as they are sent. */
export interface PageWeight {
  /** Everything but the page's own text and pictures. */
  readonly all: number;
  readonly script: number;
  readonly style: number;
  /** The HTML around the text. */
  readonly frame: number;
}

/**
 * Opens a page and adds up what it loads by itself, before the reader does anything. Its own text, what is
 * in `.prose`, and pictures are not counted.
 */
export async function weighPage(page: Page, url: string): Promise<PageWeight> {
  const sent = { script: 0, style: 0, other: 0 };
  page.on('requestfinished', async (request) => {
    const kind = request.resourceType();
    if (['document', 'image', 'ping'].includes(kind)) return;
    const { responseBodySize } = await request.sizes();
    sent[kind === 'script' ? 'script' : kind === 'stylesheet' ? 'style' : 'other'] += responseBodySize;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const html = await (await page.request.get(url)).text();
  const frame = brotliCompressSync(await withoutText(page, html), BROTLI).length;
  const { script, style, other } = sent;
  return { all: frame + script + style + other, script, style, frame };
}

function withoutText(page: Page, html: string): Promise<string> {
  return page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'text/html');
    for (const prose of parsed.querySelectorAll('.prose')) prose.replaceChildren();
    return parsed.documentElement.outerHTML;
  }, html);
}
