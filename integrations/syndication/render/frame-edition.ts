import type { Element, ElementContent, Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { h } from 'hastscript';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseContent } from './content/parse-content.ts';
import type { Rendered, Span } from './recipe.ts';

/** An edition to be looked at before it goes out. */
export interface Preview {
  readonly title: string;
  readonly lang: string;
  readonly form: 'markdown' | 'html' | 'text';
  /** What the platform would show it in. */
  readonly frame: 'phone' | 'wide' | 'card';
  readonly rendered: Rendered;
  /** The unit of the rendering's spans. */
  readonly spans?: 'utf8' | 'utf16' | undefined;
  readonly limits: readonly UsedLimit[];
  /** What the author should know before it goes out, in the author's language. */
  readonly notes: readonly string[];
  /** Over the list of limits and over the source, in the author's language. */
  readonly labels: { readonly limits: string; readonly source: string };
}

/** How much of a limit an edition uses. */
export interface UsedLimit {
  /** `body`, `title` …, in the author's language. */
  readonly what: string;
  readonly used: number;
  readonly most: number;
}

/**
 * A page that shows an edition as its platform would, 微信公众号 at the width of a phone, with the limits it uses and what is
 * sent beside it. Nothing in it runs, and it asks no server but those of the edition's pictures.
 */
export function frameEdition(preview: Preview): string {
  const { title, lang, labels, limits, rendered } = preview;
  const page = h('html', { lang }, [
    h('head', [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('title', title),
      h('style', style),
    ]),
    h('body', [
      h('main', { class: preview.frame }, framed(preview)),
      h('aside', [
        ...preview.notes.map((note) => h('p', { class: 'notice' }, note)),
        ...(limits.length === 0 ? [] : [h('h2', labels.limits), h('ul', limits.map(limitLine))]),
        h('h2', labels.source),
        h('pre', rendered.body),
      ]),
    ]),
  ]);
  return `<!doctype html>${writer.stringify({ type: 'root', children: [page] })}`;
}

/** The edition stands in a frame of its own, so that this page's style does not touch it. */
function framed(preview: Preview): Element[] {
  const { title, frame } = preview;
  return [h('iframe', { srcDoc: framedDocument(preview), title, sandbox: '', class: frame })];
}

/** An edition alone, as its platform would show it: a whole document for a frame. */
export function framedDocument({
  title,
  lang,
  ...edition
}: Omit<Preview, 'limits' | 'notes' | 'labels' | 'frame'>): string {
  const inside = h('html', { lang }, [
    h('head', h('meta', { charset: 'utf-8' }), h('title', title), h('style', innerStyle)),
    h('body', [...(edition.form === 'text' ? [] : [h('h1', title)]), ...shown(edition)]),
  ]);
  return `<!doctype html>${writer.stringify({ type: 'root', children: [inside] })}`;
}

function shown({ form, rendered, spans }: Pick<Preview, 'form' | 'rendered' | 'spans'>): ElementContent[] {
  if (form === 'text') return [h('p', { class: 'short' }, linked(rendered, spans))];
  const { children } = form === 'html' ? parseContent(rendered.body) : markdownShown(rendered.body);
  return children as ElementContent[];
}

function markdownShown(body: string): Root {
  return sanitize(reader.runSync(reader.parse(body)) as Root) as Root;
}

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .freeze();

const writer = unified().use(rehypeStringify).freeze();

/** The text with its spans marked as the platform would mark them. */
function linked({ body, spans = [] }: Rendered, unit: Preview['spans']): ElementContent[] {
  const bytes = unit === 'utf8' ? new TextEncoder().encode(body) : undefined;
  const cut = (from: number, to?: number) =>
    bytes === undefined ? body.slice(from, to) : new TextDecoder().decode(bytes.slice(from, to));
  const parts = spans.map((span, index): ElementContent[] => [
    { type: 'text', value: cut(spans[index - 1]?.end ?? 0, span.start) },
    spanShown(span, cut(span.start, span.end)),
  ]);
  return [...parts.flat(), { type: 'text', value: cut(spans.at(-1)?.end ?? 0) }];
}

function spanShown({ kind, href }: Span, value: string): Element {
  return kind === 'bold' ? h('strong', value) : h('a', { href: href ?? '#' }, value);
}

function limitLine({ what, used, most }: UsedLimit): Element {
  const share = `${used.toLocaleString('en')} / ${most.toLocaleString('en')}`;
  return h('li', { class: used > most ? 'over' : undefined }, [
    h('span', `${what}: ${share}`),
    h('meter', { min: 0, max: most, high: most * 0.9, value: Math.min(used, most) }, share),
  ]);
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { display: flex; flex-wrap: wrap; gap: 24px; margin: 24px; justify-content: center; }
main { flex: none; }
main.wide, main.card { flex: 1 1 480px; max-width: 760px; }
iframe { width: 100%; height: 812px; border: 1px solid #8886; border-radius: 12px; background: #fff; }
iframe.phone { width: 375px; border-width: 8px; border-radius: 32px; }
iframe.card { height: 420px; }
aside { flex: 1 1 320px; max-width: 640px; min-width: 0; }
aside h2 { margin: 0 0 8px; font-size: 15px; }
ul { margin: 0 0 24px; padding: 0; list-style: none; }
li { display: flex; justify-content: space-between; gap: 12px; }
.notice { margin: 0 0 24px; padding: 8px 12px; border: 1px solid #b98a0080; border-radius: 8px; background: #e3a90022; }
.over { color: #c23b3b; font-weight: 600; }
pre { margin: 0; padding: 12px; max-height: 640px; overflow: auto; border: 1px solid #8886; border-radius: 8px; white-space: pre-wrap; word-break: break-word; font-size: 12px; }
@media (max-width: 440px) { body { margin: 8px; } iframe.phone { width: calc(100vw - 16px); } }
`;

const innerStyle = `
body { margin: 16px; color: #222; font: 16px/1.7 system-ui, sans-serif; word-break: break-word; }
h1 { font-size: 22px; line-height: 1.4; }
img { max-width: 100%; height: auto; }
a:not([style]) { color: #1a5fb4; text-underline-offset: 0.2em; }
pre { padding: 12px; border-radius: 6px; background: #f5f7f9; font-size: 13px; overflow-x: auto; }
:not(pre) > code { padding: 2px 4px; border-radius: 3px; background: #f0f2f5; font-size: 14px; }
blockquote { margin: 0 0 1em; padding: 0 0 0 12px; border-left: 3px solid #ccc; color: #555; }
table:not([style]) { border-collapse: collapse; }
table:not([style]) :is(td, th) { padding: 4px 10px; border: 1px solid #ddd; }
.short { white-space: pre-wrap; }
`;
