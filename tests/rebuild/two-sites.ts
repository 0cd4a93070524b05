import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { type Checkout, checkOut, type Outcome } from '../checkout.ts';
import { frozenAt } from '../page-cache/frozen-clock.ts';
import { treeOf } from '../tree-of.ts';

const noon = new Date().setUTCHours(4, 0, 0, 0);
const HOUR = 3_600_000;

/** A change below the root of a checkout. */
export type Change = (root: string) => Promise<unknown>;

/** Two checkouts of one site. Changes are made in both. */
export interface TwoSites {
  /** The checkout that is built again after each change. */
  readonly site: Checkout;
  inBoth(change: Change): Promise<void>;
  /** Builds `site`. */
  build(): Promise<Outcome>;
  /** Builds the other checkout without anything a build before it kept; the files of its `dist/`. */
  builtFromNothing(): Promise<Record<string, string>>;
  /** Moves the clock of the builds one hour on: the post `later.md` is published. */
  waitAnHour(): void;
  remove(): Promise<void>;
}

/** Checks out the fixture `thread` twice, adds posts to both, and builds the first. */
export async function twoSites(): Promise<TwoSites> {
  const [site, cold] = await Promise.all([checkOut('thread'), checkOut('thread')]);
  let clock = noon;
  const build = () => site.byline(['build'], frozenAt(clock));
  const inBoth = async (change: Change) => {
    await Promise.all([site, cold].map(({ root }) => change(root)));
  };
  const builtFromNothing = async () => {
    await rm(join(cold.root, '.astro'), { recursive: true, force: true });
    const { code, stderr } = await cold.byline(['build'], frozenAt(clock));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return treeOf(cold.root);
  };
  const waitAnHour = () => {
    clock += HOUR;
  };
  const remove = async () => {
    await Promise.all([site.remove(), cold.remove()]);
  };
  await inBoth(addPosts);
  const { code, stderr } = await build();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { site, inBoth, build, builtFromNothing, waitAnHour, remove };
}

async function addPosts(root: string): Promise<void> {
  await mkdir(join(root, 'content/components'));
  await writeFile(join(root, 'content/components/Wide.astro'), '<p class="wide"><slot /></p>\n');
  await writePost(root, 'later.md', 'Later', `publishAt: ${new Date(noon + HOUR / 2).toISOString()}`);
  await writePost(root, 'wide.mdx', 'Wide');
  await append('posts/wide.mdx', '\n<Wide>Text</Wide>\n\n<Offer id="course" />\n')(root);
  await writePost(root, 'pictured/index.md', 'Pictured');
  await picture(root, '#00a');
  await append('posts/pictured/index.md', '\n![A dot](./dot.png)\n\n## Dots\n\nText.\n')(root);
  await writePost(root, 'leading.md', 'Leading');
  await append('posts/leading.md', '\n[Dots](./pictured/index.md#dots)\n')(root);
  await mkdir(join(root, 'content/testimonials'));
  const testimonial = '---\nname: N\ndate: 2026-08-01\nlang: zh\n---\n\nWell done.';
  await writeFile(join(root, 'content/testimonials/one.md'), testimonial);
}

async function writePost(root: string, name: string, title: string, ...more: string[]): Promise<void> {
  const matter = [`title: ${title}`, ...more, 'description: D', 'date: 2026-08-01', 'lang: zh'];
  const file = join(root, 'content/posts', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `---\n${matter.join('\n')}\n---\n\nText.\n`);
}

export async function picture(root: string, background: string): Promise<void> {
  const create = { width: 640, height: 480, channels: 3, background } as const;
  await writeFile(join(root, 'content/posts/pictured/dot.png'), await sharp({ create }).png().toBuffer());
}

/** A change of a file below `content/`. */
export function edit(path: string, from: string, to: string): Change {
  return async (root) => {
    const file = join(root, 'content', path);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
  };
}

export function append(path: string, more: string): Change {
  return (root) => appendFile(join(root, 'content', path), more);
}
