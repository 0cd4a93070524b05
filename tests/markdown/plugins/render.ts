import { rehypeHeadingIds, remarkCollectImages } from '@astrojs/markdown-remark';
import rehypeStringify from 'rehype-stringify';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { plugins } from '../../../integrations/markdown/pipeline.ts';

export interface Rendered {
  readonly html: string;
  /** `line rule[!]: reason`, with “!” for errors. */
  readonly said: readonly string[];
  readonly hints: readonly string[];
  readonly file: VFile;
}

/** Compiles a text as the wing does, without Astro. A name ending in `x` is MDX; `a.en.md` is English. */
export async function render(source: string, path = 'a.en.md'): Promise<Rendered> {
  const { remarkPlugins, remarkRehype: options, rehypePlugins } = plugins({ components: ['Chart'] });
  const file = new VFile({ path, value: source });
  const processor = unified()
    .use(remarkParse)
    .use(path.endsWith('x') ? [remarkMdx] : [])
    .use(remarkPlugins)
    .use(remarkCollectImages, undefined)
    .use(remarkRehype, { ...options, allowDangerousHtml: true })
    .use(rehypePlugins)
    .use(rehypeHeadingIds)
    .use(rehypeStringify, { allowDangerousHtml: true });
  const html = String(await processor.process(file));
  return {
    html: html.trim(),
    said: file.messages.map(
      ({ line, ruleId, fatal, reason }) => `${line} ${ruleId}${fatal === true ? '!' : ''}: ${reason}`,
    ),
    hints: file.messages.map(({ note }) => String(note)),
    file,
  };
}

/** The HTML alone. */
export async function html(source: string, path?: string): Promise<string> {
  return (await render(source, path)).html;
}
