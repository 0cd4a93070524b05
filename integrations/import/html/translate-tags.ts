import { growText, indentOf, outdent } from './block-places.ts';
import { comment } from './markdown-parts.ts';

/** A templating language whose tags stand in text. */
export interface Dialect {
  /** One tag, with groups `name`, `args`, and `close` on an end tag; or `output`, an expression. Global. */
  readonly tag: RegExp;
  /** Tags with code or other text inside that is not looked at. */
  readonly verbatim: ReadonlySet<string>;
  /** What counts as code, in which no tag is one. */
  readonly code: 'markdown' | 'html';
  /** Tag → what it becomes; null when these arguments are not understood. `=` takes expressions. */
  readonly tags: Readonly<Record<string, Translate>>;
  /** The end tag of a verbatim tag. */
  readonly endOf: (name: string) => RegExp;
  /** Undoes, in code and in text, what people write to show a tag instead of running it. */
  readonly unescape?: (text: string) => string;
  /** Whether a tag nobody knows is worth a note; prose in brackets is not. @default every one is */
  readonly isTag?: (raw: string, isBlock: boolean) => boolean;
}

export type Translate = (call: Call, names: Names) => string | null;

/** A tag as it stands in a text. */
export interface Call {
  readonly name: string;
  readonly args: string;
  /** What stands between it and its end tag, translated; null for a tag alone. */
  readonly inner: string | null;
  /** Whether nothing else stands on its line. */
  readonly alone: boolean;
}

/** What a tag may ask about the rest of the blog. */
export interface Names {
  /** The new address of another piece, and its title; null when there is none of that name. */
  readonly find: (name: string) => { readonly address: string; readonly title: string } | null;
  readonly title: string;
  /** What expressions come to, by name: `site.author`. */
  readonly values?: ReadonlyMap<string, string> | undefined;
  /** The site's address, without a slash at its end. */
  readonly site: string;
  /** Address of an attachment by its number, for WordPress. */
  readonly attachment: (id: string) => string | undefined;
  /** For what a tag says that has no place in Markdown. */
  readonly say: (what: string) => void;
  /** For a tag that kept the old page from readers, and why. */
  readonly hide: (why: string) => void;
}

/** A text with its tags translated; those that are not understood stand where they stood. */
export function translateTags(
  body: string,
  dialect: Dialect,
  names: Omit<Names, 'say'>,
  tell: (line: number, what: string) => void,
): string {
  const tokens = lex(body, dialect);
  return render(tokens, pair(tokens), { dialect, names, tell, depth: 0 }, 0, tokens.length);
}

/** Changes the text of Markdown outside code. */
export function outsideCode(body: string, change: (text: string, line: number) => string): string {
  const none: Dialect = {
    tag: /(?!)/g,
    verbatim: new Set(),
    code: 'markdown',
    tags: {},
    endOf: () => /(?!)/,
  };
  return lex(body, none)
    .map((token) => (token.kind === 'code' ? token.raw : change(token.raw, token.line)))
    .join('');
}

interface Token {
  readonly kind: 'text' | 'code' | 'open' | 'close' | 'verbatim';
  readonly raw: string;
  readonly line: number;
  readonly name: string;
  readonly args: string;
  readonly alone: boolean;
  /** Of a verbatim tag. */
  readonly inner: string | null;
}

const starts = {
  markdown: String.raw`(?<fence>^(?:[ \t]|>|[-*+][ \t]|\d+[.)][ \t])*(?<mark>\`{3,}(?=[^\`\n]*$)|~{3,})[^\n]*)|(?<ticks>\`+)|\\[\`\\]`,
  html: String.raw`(?<pre><(?<element>pre|code)\b[^>]*>)`,
};

function lex(body: string, dialect: Dialect): Token[] {
  const next = new RegExp(`${starts[dialect.code]}|(?<tag>${dialect.tag.source})`, 'gm');
  const tokens: Token[] = [];
  let [end, line] = [0, 1];
  const push = (kind: Token['kind'], to: number, more: Partial<Token> = {}) => {
    const raw = body.slice(end, to);
    if (raw === '') return;
    const alone = [body[end - 1], body[to]].every((beside) => beside === undefined || beside === '\n');
    tokens.push({ kind, raw, line, alone, name: '', args: '', inner: null, ...more });
    line += raw.split('\n').length - 1;
    end = to;
  };
  for (let found = next.exec(body); found !== null; found = next.exec(body)) {
    const groups = found.groups ?? {};
    const after = found.index + found[0].length;
    const code = groups['tag'] === undefined ? endOfCode(body, after, groups) : null;
    if (groups['tag'] !== undefined) {
      push('text', found.index);
      const block = verbatim(body, after, groups, dialect);
      if (block !== null) push('verbatim', block.end, { ...nameOf(groups), inner: block.inner });
      else push(groups['close'] === undefined ? 'open' : 'close', after, nameOf(groups));
    } else if (code !== null) {
      push('text', found.index);
      push('code', code);
    }
    next.lastIndex = Math.max(end, after);
  }
  push('text', body.length);
  return tokens;
}

function nameOf(groups: Record<string, string | undefined>): { name: string; args: string } {
  const output = groups['output'];
  if (output !== undefined) return { name: '=', args: output.trim() };
  return { name: groups['name'] ?? '', args: (groups['args'] ?? '').trim() };
}

/** Where the code ends that begins here; null when these marks begin none. */
function endOfCode(body: string, from: number, groups: Record<string, string | undefined>): number | null {
  const { fence, mark, ticks, element } = groups;
  if (fence !== undefined && mark !== undefined) return endOfFence(body, from, mark);
  if (element !== undefined) return after(body, from, new RegExp(`</${element}\\s*>`, 'gi'));
  if (ticks === undefined) return null;
  const blank = body.indexOf('\n\n', from);
  const end = after(body, from, new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g'), blank < 0 ? undefined : blank);
  return end;
}

/** As CommonMark has it, a fence that is never closed goes to the end of the text. */
function endOfFence(body: string, from: number, mark: string): number {
  const closing = new RegExp(`^(?:[ \\t]|>)*${mark}${mark[0]}*[ \\t]*$`, 'gm');
  return after(body, from, closing) ?? body.length;
}

const FARTHEST_TICK = 10_000;

function after(body: string, from: number, what: RegExp, before?: number): number | null {
  const text = before === undefined ? body : body.slice(0, Math.min(before, from + FARTHEST_TICK));
  what.lastIndex = from;
  const found = what.exec(text);
  return found === null ? null : found.index + found[0].length;
}

function verbatim(body: string, from: number, groups: Record<string, string | undefined>, dialect: Dialect) {
  const name = groups['name'];
  if (name === undefined || groups['close'] !== undefined || !dialect.verbatim.has(name)) return null;
  const closing = dialect.endOf(name);
  closing.lastIndex = from;
  const found = closing.exec(body);
  return found === null ? null : { inner: body.slice(from, found.index), end: found.index + found[0].length };
}

/** Index of an open tag → index of its end tag. Tags without one stand alone. */
function pair(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (const [index, { kind, name }] of tokens.entries()) {
    if (kind === 'open') open.set(name, [...(open.get(name) ?? []), index].slice(-DEEPEST));
    const start = kind === 'close' ? open.get(name)?.pop() : undefined;
    if (start !== undefined) pairs.set(start, index);
  }
  return pairs;
}

interface Work {
  readonly dialect: Dialect;
  readonly names: Omit<Names, 'say'>;
  readonly tell: (line: number, what: string) => void;
  readonly depth: number;
}

/** Nesting beyond this is nobody's writing, and is left alone. */
const DEEPEST = 50;

function render(
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
  work: Work,
  from: number,
  to: number,
): string {
  const text = growText();
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const end = pairs.get(index);
    const isPair = token.kind === 'open' && end !== undefined && end < to && work.depth < DEEPEST;
    const inner = isPair
      ? render(tokens, pairs, { ...work, depth: work.depth + 1 }, index + 1, end)
      : token.inner;
    const made = isPair
      ? translate({ ...token, inner }, `${token.raw}${inner}${tokens[end]?.raw}`, work, text.soFar())
      : renderOne(token, work, text.soFar());
    if (token.kind !== 'text' && token.kind !== 'code' && stands(made, work)) text.addBlock(made);
    else text.add(made);
    if (isPair) index = end;
  }
  return text.soFar();
}

/** Whether the Markdown a tag became is a block, which needs lines of its own. */
function stands(made: string, { dialect }: Work): boolean {
  return dialect.code === 'markdown' && (made.includes('\n') || /^(?::{2,}|> |```|\$\$|<details)/.test(made));
}

function renderOne(token: Token, work: Work, before: string): string {
  const { dialect } = work;
  if (token.kind === 'text' || token.kind === 'code') return dialect.unescape?.(token.raw) ?? token.raw;
  return translate(token, token.raw, work, before);
}

function translate(token: Token, raw: string, { dialect, names, tell }: Work, before: string): string {
  const { name, line, kind, alone } = token;
  const inner = token.inner === null ? null : outdent(token.inner, indentOf(before));
  const isGuard = kind !== 'close' && guards(token);
  const args = isGuard ? '' : token.args;
  const own = Object.hasOwn(dialect.tags, name) ? dialect.tags[name] : undefined;
  const say = (what: string) => tell(line, what);
  if (isGuard) names.hide('a tag in it asked for a password');
  const found = kind === 'close' ? null : (own?.({ name, args, inner, alone }, { ...names, say }) ?? null);
  if (found !== null) return found;
  const isWorthANote = dialect.isTag?.(token.raw, inner !== null) ?? true;
  const shown = isGuard ? withoutArguments(token.raw, token.args) : token.raw;
  if (isWorthANote) say(`not understood: ${shorten(shown)}`);
  if (!isWorthANote) return isGuard ? withoutArguments(raw, token.args) : raw;
  return unread(shown, inner, before);
}

/** A tag nobody understands: its text is shown, and the tag is a comment, unless it is part of an address. */
function unread(tag: string, inner: string | null, before: string): string {
  if (/(?:\]\(<?|[="'])[^\s)"'>]*$/.test(before)) return `${tag}${inner ?? ''}`;
  const note = comment(tag.replace(/\s+/g, ' '));
  if (inner === null) return note;
  return inner.includes('\n') ? `${note}\n\n${inner.trim()}` : `${note}${inner}`;
}

/** Whether a tag locks what is in it: `{{< hugo-encryptor "…" >}}`, `[passster password="…"]`. */
function guards({ name, args }: Token): boolean {
  return (
    guard.test(name) || /(?:^|[\s,])[\w-]*(?:pass(?:word|wd|phrase|code)s?|pwd|secret)\s*[=:]/i.test(args)
  );
}

const guard = /encrypt|password|passwd|passster|^ppwp?\b|protect|^members?[-_]?only$|^restrict|^lock(ed)?$/i;

/** A guard's arguments are its password. */
function withoutArguments(raw: string, args: string): string {
  return args === '' ? raw : raw.replace(args, () => '');
}

function shorten(raw: string): string {
  const line = raw.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
