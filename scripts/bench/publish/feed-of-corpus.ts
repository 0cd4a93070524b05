import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FeedItem, FeedPage } from '#domain';
import { splitFrontMatter } from '../../../integrations/content/front-matter/split-front-matter.ts';
import { createCompiler } from '../../../integrations/markdown/index.ts';
import { makeCorpus } from '../corpus.ts';

/** How many texts are compiled; a longer feed has each of them several times, under other ids. */
const TEXTS = 20;

/** Posts of the Markdown corpus as the syndicator's feed has them: about 23 KB of Chinese text each. */
export async function itemsOfCorpus(count: number, origin: string): Promise<FeedItem[]> {
  const compile = createCompiler({ components: [] });
  const texts = await Promise.all(
    makeCorpus('markdown', Math.min(count, TEXTS)).map(async ({ name, text }) => {
      const { marked } = await compile({ file: `${name}.md`, text });
      return { ...matterSchema.parse(splitFrontMatter(text).data), content: marked };
    }),
  );
  return Array.from({ length: count }, (_, index) => {
    const { title, description, tags, content } = texts[index % texts.length] ?? nothing;
    const id = `post-${String(index).padStart(4, '0')}`;
    return {
      id,
      url: `${origin}/posts/${id}/`,
      title: `${title} ${index}`,
      summary: description,
      content_html: content,
      date_published: new Date(Date.UTC(2020, 0, 1 + index)).toISOString(),
      language: 'zh',
      tags,
      _byline: { offers: [], channels: {}, content, source: String(index).padStart(64, '0') },
    };
  });
}

/** Writes a feed into a built folder, in pages of fifty as a site has them. */
export async function writeFeed(folder: string, items: readonly FeedItem[], origin: string): Promise<void> {
  await mkdir(join(folder, 'feed'), { recursive: true });
  const count = Math.ceil(items.length / PAGE);
  for (let page = 1; page <= count; page += 1) {
    const written: FeedPage = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Bench',
      home_page_url: `${origin}/`,
      feed_url: origin + pathOf(page),
      ...(page < count ? { next_url: origin + pathOf(page + 1) } : {}),
      items: items.slice((page - 1) * PAGE, page * PAGE),
    };
    await writeFile(join(folder, pathOf(page)), JSON.stringify(written));
  }
}

const PAGE = 50;

function pathOf(page: number): string {
  return page === 1 ? '/feed.json' : `/feed/${page}.json`;
}

const matterSchema = z.object({ title: z.string(), description: z.string(), tags: z.array(z.string()) });

const nothing = { title: '', description: '', tags: [], content: '' };
