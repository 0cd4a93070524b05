import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { Problem } from '#domain';
import type { DrawnPicture } from '../../integrations/syndication/pictures/render-pictures.ts';
import { launchChromium } from './chromium.ts';

/**
 * Draws Mermaid's texts with the Chromium that takes screenshots, as PNG of twice the size they are shown in.
 *
 * @throws {Problem} that says which text Mermaid cannot read, and why
 */
export async function drawDiagrams(sources: readonly string[]): Promise<DrawnPicture[]> {
  const browser = await launchChromium();
  try {
    return await drawWith(browser, sources);
  } finally {
    await browser.close();
  }
}

async function drawWith(browser: Browser, sources: readonly string[]): Promise<DrawnPicture[]> {
  const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: WIDEST, height: 800 } });
  await page.setContent(
    '<!doctype html><body style="margin:0;font-family:sans-serif"><div id="drawing"></div>',
  );
  await page.addScriptTag({ content: await readFile(mermaid, 'utf8') });
  const drawn: DrawnPicture[] = [];
  for (const source of sources) drawn.push(await drawOne(page, source));
  return drawn;
}

/** A phone's column, doubled: wider diagrams would have letters nobody can read there. */
const WIDEST = 800;

const mermaid = fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js'));

async function drawOne(page: Page, source: string): Promise<DrawnPicture> {
  await page.evaluate(draw, source).catch((cause: Error) => {
    const [line = ''] = cause.message.replace(/^.*?Error: /, '').split('\n');
    throw new Problem(`a diagram cannot be drawn: ${line}`, {
      hint: `It begins “${source.trim().split('\n')[0]}”.`,
      cause,
    });
  });
  const drawing = page.locator('#drawing svg');
  const box = await drawing.boundingBox();
  const bytes = await drawing.screenshot({ type: 'png' });
  return { bytes, width: Math.round(box?.width ?? 0), height: Math.round(box?.height ?? 0) };
}

/** Runs in the page, where Mermaid is a global. */
async function draw(source: string): Promise<void> {
  const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: 'neutral' });
  const { svg } = await mermaid.render('diagram', source);
  const box = document.querySelector('#drawing');
  if (box !== null) box.innerHTML = svg;
}

type Mermaid = Pick<typeof import('mermaid').default, 'initialize' | 'render'>;
