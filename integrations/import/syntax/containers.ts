import { visit } from 'unist-util-visit';
import { parseSource } from '../../markdown/links/parse-source.ts';
import { growText, outdent } from '../html/block-places.ts';
import { alert, details, directive, fence, quote, type Tab, tabs } from '../html/markdown-parts.ts';

/** A part of a text in a container: VuePress's `::: tip Title`, Docusaurus's `:::info[Title]`, `!!! note "Title"`. */
interface Container {
  readonly name: string;
  readonly title: string;
  /** What stands before the marker on its line. */
  readonly indent: string;
  /** Of colons. 0 for a container that ends where its indent ends. */
  readonly colons: number;
  /** 1-based. */
  readonly line: number;
  readonly parts: (string | Container)[];
}

/**
 * Containers as ours: callouts, details, tabs, steps. One whose name nobody knows leaves its text, with its
 * title above, and is told.
 */
export function translateContainers(body: string, say: (line: number, what: string) => void): string {
  if (!/^[ \t>]*(:{3,}[ \t]*[A-Za-z]|!!!|\?\?\?)/m.test(body)) return body;
  return render(read(body.split('\n')), say);
}

const opening =
  /^(?<indent>[ \t>]*(?:[-*+][ \t]+)?)(?<colons>:{3,})[ \t]*(?<name>[A-Za-z][\w-]*)(?:#[\w-]+)?(?:\[(?<label>[^\]]*)\])?(?<rest>[^\n]*)$/;

const admonition =
  /^(?<indent>[ \t]*)(?<mark>!!!|\?\?\?\+?)[ \t]+(?<name>[A-Za-z][\w-]*)(?:[ \t]+[\w-]+)*?(?:[ \t]+"(?<quoted>[^"]*)"|[ \t]+(?<bare>[^"]+))?[ \t]*$/;

const codeFence = /^(?:[ \t]|>|[-*+][ \t]|\d+[.)][ \t])*(?<mark>`{3,}(?=[^`]*$)|~{3,})/;

function read(lines: readonly string[]): Container {
  const root: Container = { name: '', title: '', indent: '', colons: 0, line: 1, parts: [] };
  const open: Container[] = [root];
  let fenced: string | null = null;
  for (const [index, line] of lines.entries()) {
    while (endsByIndent(open.at(-1), line)) open.pop();
    const mark = codeFence.exec(line)?.groups?.['mark'];
    const isCode = fenced !== null;
    if (fenced !== null && closesFence(line, fenced)) fenced = null;
    else if (fenced === null && mark !== undefined) fenced = mark;
    const top = open.at(-1) ?? root;
    const started = isCode || mark !== undefined ? null : start(line, index + 1);
    if (started !== null) {
      top.parts.push(started);
      open.push(started);
    } else if (!isCode && closes(line, top)) open.pop();
    else top.parts.push(line);
  }
  return root;
}

function closesFence(line: string, mark: string): boolean {
  const own = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return own?.[0] === mark[0] && (own?.length ?? 0) >= mark.length;
}

function start(line: string, at: number): Container | null {
  const colons = opening.exec(line)?.groups;
  if (colons !== undefined) {
    const { indent = '', colons: run = '', name = '', label, rest = '' } = colons;
    const title = (label ?? rest.replace(/\{[^}]*\}|:+$/g, '')).trim();
    return { name: name.toLowerCase(), title, indent, colons: run.length, line: at, parts: [] };
  }
  const { indent = '', mark, name = '', quoted, bare = '' } = admonition.exec(line)?.groups ?? {};
  if (mark === undefined) return null;
  const kind = mark === '!!!' ? name.toLowerCase() : 'details';
  return { name: kind, title: quoted ?? bare.trim(), indent, colons: 0, line: at, parts: [] };
}

function closes(line: string, { name, colons }: Container): boolean {
  const run = /^[ \t>]*(:{3,})[ \t]*$/.exec(line)?.[1];
  return name !== '' && colons > 0 && run !== undefined && run.length >= colons;
}

function endsByIndent(container: Container | undefined, line: string): boolean {
  if (container === undefined || container.name === '' || container.colons > 0) return false;
  return (
    line.trim() !== '' &&
    !line.startsWith(`${container.indent}    `) &&
    !line.startsWith(`${container.indent}\t`)
  );
}

function render({ parts }: Container, say: (line: number, what: string) => void): string {
  const text = growText();
  for (const [index, part] of parts.entries()) {
    const lineBreak = index === 0 ? '' : '\n';
    if (typeof part === 'string') text.add(`${lineBreak}${part}`);
    else {
      text.add(lineBreak);
      text.add(part.indent);
      text.addBlock(toMarkdown(part, bodyOf(part, say), say));
    }
  }
  return text.soFar();
}

/** The text of a container without the indent it stands in. */
function bodyOf(container: Container, say: (line: number, what: string) => void): string {
  const body = render(container, say);
  const bare =
    container.colons === 0
      ? body.replace(/^( {4}|\t)/gm, '')
      : outdent(`\n${body}`, container.indent.replace(/[^>\t]/g, ' '));
  return bare.trim();
}

function toMarkdown(
  { name, title, line }: Container,
  text: string,
  say: (line: number, what: string) => void,
): string {
  const make = kinds[name];
  if (make !== undefined) return make(text, title, name);
  say(line, `the container “${name}” has no place here; its text was kept`);
  return titled(text, title, name);
}

type Make = (text: string, title: string, name: string) => string;

const titled: Make = (text, title) => (title === '' ? text : `**${title}**\n\n${text}`);
const callout: Make = (text, title, name) => alert(name, text, title);
const folded: Make = (text, title) => details(title, text);
const named: Make = (text, title, name) =>
  alert('note', text, title || name.charAt(0).toUpperCase() + name.slice(1));

/** Name → what the container becomes: one entry a kind. */
const kinds: Readonly<Record<string, Make | undefined>> = {
  ...all(
    [
      'note',
      'info',
      'tip',
      'important',
      'warning',
      'caution',
      'danger',
      'success',
      'hint',
      'error',
      'failure',
      'bug',
      'attention',
      'secondary',
    ],
    callout,
  ),
  ...all(
    ['abstract', 'example', 'question', 'todo', 'theorem', 'lemma', 'definition', 'proof', 'corollary'],
    named,
  ),
  ...all(['details', 'collapse', 'accordion', 'spoiler'], folded),
  ...all(['quote', 'blockquote'], (text) => quote(text)),
  ...all(['tabs', 'code-tabs'], (text) => tabs(tabsIn(text))),
  ...all(['code-group', 'codegroup'], (text) => tabs(codesIn(text))),
  steps: (text, title) =>
    /^\d+[.)]\s/m.test(text) ? directive('steps', text, { label: title }) : titled(text, title, ''),
  figure: (text, title) => directive('figure', text, { label: title }),
  bilingual: (text, title) => directive('bilingual', text, { label: title }),
  ...all(['cardlist', 'cardimglist'], (text) =>
    text.startsWith('```') ? text : fence(text, { lang: 'yaml' }),
  ),
  ...all(
    [
      'v-pre',
      'raw',
      'center',
      'left',
      'right',
      'justify',
      'slot',
      'card',
      'cards',
      'grid',
      'flex',
      'demo',
      'normal-demo',
      'vue-demo',
      'react-demo',
      'preview',
      'playground',
      'field',
      'timeline',
      'column',
      'columns',
    ],
    titled,
  ),
};

function all(names: readonly string[], make: Make): Record<string, Make> {
  return Object.fromEntries(names.map((name) => [name, make]));
}

/** VuePress Theme Hope: `@tab Label`, `@tab:active Label#id`. Text that is ours already has `::tab[Label]`. */
function tabsIn(text: string): Tab[] {
  const parts = text.split(/^(?:@tab(?::active)?[ \t]*([^\n#]*)(?:#[^\n]*)?|::tab\[([^\n\]]*)\])$/m);
  const [before = '', ...rest] = parts;
  const found: Tab[] = before.trim() === '' ? [] : [{ label: '', text: before }];
  for (let at = 0; at < rest.length; at += 3)
    found.push({ label: (rest[at] ?? rest[at + 1] ?? '').trim(), text: rest[at + 2] ?? '' });
  return found;
}

/** VitePress: each block of code is a tab, called by its `[label]`. */
function codesIn(text: string): Tab[] {
  const found: Tab[] = [];
  visit(parseSource(text, false), 'code', ({ lang, meta, position }) => {
    const label = /\[([^\]]+)\]/.exec(meta ?? '')?.[1] ?? lang ?? '';
    const code = text.slice(position?.start.offset, position?.end.offset);
    found.push({ label, text: code.replace(`[${label}]`, '').replace(/[ \t]+\n/, '\n') });
  });
  return found;
}
