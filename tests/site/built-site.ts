import { cp, glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import site from '#site';
import { type Checkout, checkOut, type Running } from '../checkout.ts';
import { freePort } from '../free-port.ts';

/** The repository's own content and a post with everything a post can hold, built and served. */
export interface BuiltSite {
  readonly dist: string;
  /** Its address, without a last slash. */
  readonly home: string;
  /** Every HTML file, redirects among them. */
  readonly files: readonly string[];
  /** Path of every page, `/404.html` among them; not of redirects. */
  readonly pages: readonly string[];
  /** What `byline start` printed while it was built. */
  readonly said: string;
  close(): Promise<void>;
}

export async function buildSite(): Promise<BuiltSite> {
  const port = await freePort();
  const home = `http://localhost:${port}`;
  const author = { ...site.author, email: 'hello@lin-yan.dev' };
  const checkout = await checkOut('../../sample/content', { ...site, author, url: home });
  await cp(everything, join(checkout.root, 'content'), { recursive: true });
  const running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
  const dist = join(checkout.root, 'dist');
  const files = await Array.fromAsync(glob('**/*.html', { cwd: dist }));
  return {
    dist,
    home,
    files: files.map((file) => join(dist, file)),
    pages: await pagesOf(dist, files),
    said: running.output(),
    close: () => close(running, checkout),
  };
}

const everything = fileURLToPath(new URL('../fixtures/everything', import.meta.url));

async function pagesOf(dist: string, files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(join(dist, file), 'utf8')));
  const pages = files.filter((_, index) => !texts[index]?.includes('http-equiv="refresh"'));
  return pages.map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`).sort();
}

async function close(running: Running, checkout: Checkout): Promise<void> {
  await running.stop();
  await checkout.remove();
}
