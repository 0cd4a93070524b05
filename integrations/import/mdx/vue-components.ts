import { visit } from 'unist-util-visit';
import { parseSource } from '../../markdown/links/parse-source.ts';
import { comment } from '../html/markdown-parts.ts';
import { type Edit, edited } from '../syntax/edit-text.ts';
import { toMarkdown, type Used, unknownComponent } from './components.ts';

/**
 * Components of Vue in Markdown, as VitePress and VuePress read them: mapped like those of MDX. `<script setup>`
 * is to be done by hand.
 */
export function readVue(body: string, title: string, say: (line: number, what: string) => void): string {
  if (!/<(?:[A-Z]|script|style|template)/.test(body)) return body;
  const edits: Edit[] = [];
  visit(parseSource(body, false), 'html', (node, _, parent) => {
    const { start, end } = node.position ?? {};
    if (start?.offset === undefined || end?.offset === undefined) return;
    const isBlock = parent?.type !== 'paragraph';
    const text = convert(node.value, { title, isBlock }, (what) => say(start.line, what));
    if (text !== node.value) edits.push({ from: start.offset, to: end.offset, text });
  });
  return edited(body, edits);
}

function convert(html: string, place: Pick<Used, 'title' | 'isBlock'>, say: (what: string) => void): string {
  const script = /^\s*<(script|style)\b[\s\S]*<\/\1>\s*$/.exec(html)?.[1];
  if (script !== undefined) {
    say(`to do by hand: a <${script}> of the old site`);
    return comment(`to do by hand: a <${script}> of the old site`);
  }
  return html
    .replace(
      /<([A-Z][\w.]*)((?:\s+[^\s=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(?:\/>|>\s*<\/\1>)/g,
      (source, name: string, attributes: string) => {
        const used: Used = { ...place, name, props: propsOf(attributes), inner: '', text: null };
        const made = toMarkdown(used);
        if (made === null)
          say(`<${name}> is a component of the old site: it was kept as a block of that name`);
        return made ?? unknownComponent(source, used);
      },
    )
    .replace(/<\/?([A-Z][\w.]*)\b[^<>]*>/g, (tag, name: string) => {
      if (!tag.startsWith('</')) say(`<${name}> is a component of the old site: its text was kept`);
      return '';
    });
}

/** `:name="…"` is code, and is left out. */
function propsOf(attributes: string): Used['props'] {
  const found = attributes.matchAll(/\s([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?(?=\s|$)/g);
  return Object.fromEntries(
    [...found].map(([, name = '', double, single]) => [name, double ?? single ?? true]),
  );
}
