import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { h } from 'hastscript';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { splitFrontMatter } from '../../../integrations/content/front-matter/split-front-matter.ts';
import { createCompiler } from '../../../integrations/markdown/compile.ts';
import type { RecipeSource } from '../../../integrations/syndication/render/recipe.ts';
import { toSource } from '../../../integrations/syndication/render/to-source.ts';
import { absoluteAddresses } from '../../../integrations/to-markdown/absolute-addresses.ts';
import { feedItem } from '../feed-item.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const compile = createCompiler({ components: ['Styled'] });

/** The sample author's posts, what a fixture holds of everything, and a post that is hard on every dialect. */
export async function posts(): Promise<Post[]> {
  const patterns = ['sample/content/posts/**/*.{md,mdx}', 'tests/fixtures/everything/posts/*/index*.mdx'];
  const files = (
    await Promise.all(patterns.map((each) => Array.fromAsync(glob(each, { cwd: repository }))))
  ).flat();
  return Promise.all([...files.sort(), 'tests/syndication/render/stress.md'].map(readPost));
}

/** The post that is hard on every dialect. */
export function stressPost(): Promise<Post> {
  return readPost('tests/syndication/render/stress.md');
}

/** HTML as a post's compiler leaves it, as a recipe's source. */
export function sourceOf(content: string, about: Partial<RecipeSource> = {}): RecipeSource {
  const item = feedItem({
    title: '标题',
    summary: '一句话的说明。',
    language: 'zh',
    _byline: { offers: [], channels: {}, content },
  });
  return { ...toSource(item, { channel: 'out', form: 'full', site: 'https://site.example' }), ...about };
}

/** A post as a recipe takes it. */
export interface Post {
  readonly name: string;
  readonly source: RecipeSource;
}

async function readPost(file: string): Promise<Post> {
  const path = join(repository, file);
  const text = await readFile(path, 'utf8');
  const { data } = splitFrontMatter(text) as {
    data: { title?: string; description?: string; lang?: string };
  };
  const { marked, remarks } = await compile({ file: path, text });
  const wrong = remarks.filter(({ isError }) => isError);
  if (wrong.length > 0) throw new Error(`${file}: ${wrong.map(({ text }) => text).join('; ')}`);
  const { title = '难的文章', description = '每种方言都难的一篇。' } = data;
  return {
    name: nameOf(file),
    source: sourceOf(filled(marked), { title, description, lang: data.lang ?? langOf(file) }),
  };
}

function nameOf(file: string): string {
  const name = basename(file).replace(/\.mdx?$/, '');
  return name.startsWith('index') ? basename(dirname(file)) + name.slice('index'.length) : name;
}

function langOf(file: string): string {
  return /\.en\.mdx?$/.test(file) ? 'en' : 'zh';
}

/** The site fills components in; here each is an offer. */
function filled(html: string): string {
  const processor = unified().use(rehypeParse, { fragment: true }).use(rehypeStringify);
  const tree = processor.parse(html);
  visit(tree, { type: 'element', tagName: 'byline-component' }, (_, index, parent) => {
    const link = h('a', { href: 'https://site.example/courses/x/' }, '接口诊断');
    const offer = h('p', { dataBylineOffer: 'consulting', dataBylinePrice: '¥9,800' }, [
      '咨询：',
      link,
      ' — 两周找出原因。',
    ]);
    if (parent !== undefined && index !== undefined) parent.children[index] = offer;
  });
  absoluteAddresses(tree, 'https://site.example/posts/hello/');
  return processor.stringify(tree);
}
