/** Words of a tag: bare, or in quotes that part of it needs: `a "b c" d='e f'` → `a`, `b c`, `d=e f`. */
export function splitWords(args: string): string[] {
  const found = args.matchAll(/(?:[^\s"']+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')+/g);
  return [...found].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (_, double, single) =>
      String(double ?? single ?? '').replace(/\\(["'])/g, '$1'),
    ),
  );
}

/** Words of a tag by name (`src="a.png"`), and those without one in order. */
export function readArguments(args: string): { named: Record<string, string>; bare: string[] } {
  const named: Record<string, string> = {};
  const bare: string[] = [];
  for (const [, name, word = ''] of args.matchAll(argument)) {
    const value = word.replace(/^(["'`])([\s\S]*)\1$/, '$2').replace(/\\(["'])/g, '$1');
    if (name === undefined) bare.push(value);
    else named[name.toLowerCase()] = value;
  }
  return { named, bare };
}

const argument = /(?:([\w-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s"'`]+)/g;

/** A code fence that no fence inside it can close. */
export function fence(
  code: string,
  { lang = '', title = '', lines = '', numbers = false }: FenceMeta,
): string {
  const longest = Math.max(2, ...[...code.matchAll(/^[ \t]*(`{3,})/gm)].map(([, run]) => run?.length ?? 0));
  const mark = '`'.repeat(longest + 1);
  const meta = [
    lang || (title || lines || numbers ? 'text' : ''),
    title === '' ? '' : `title="${title.replaceAll('"', '”')}"`,
    lines === '' ? '' : `{${lines}}`,
    numbers ? 'showLineNumbers' : '',
  ];
  const text = code.replace(/^[ \t]*\n/, '').replace(/\s+$/, '');
  return `${mark}${meta.filter((part) => part !== '').join(' ')}\n${text}\n${mark}`;
}

export interface FenceMeta {
  readonly lang?: string;
  readonly title?: string;
  /** `1,4-7` */
  readonly lines?: string;
  readonly numbers?: boolean;
}

/** A picture; a title becomes its caption. */
export function picture(src: string, alt = '', title = ''): string {
  const address = /[\s()]/.test(src) ? `<${src}>` : src;
  const caption = title === '' ? '' : ` "${title.replaceAll('"', '\\"')}"`;
  return `![${alt.replace(/[[\]]/g, '\\$&')}](${address}${caption})`;
}

export function link(text: string, address: string): string {
  return `[${text.replace(/[[\]]/g, '\\$&')}](${/[\s()]/.test(address) ? `<${address}>` : address})`;
}

/** A video: shown where it stands on a line of its own, else by its address; it is called by the post's title. */
export function video(url: string, { alone, title }: { alone: boolean; title: string }): string {
  return alone ? `::video[${title.replace(/[[\]]/g, '\\$&')}]{src="${url}"}` : url;
}

/** Text set off: GitHub's `> [!NOTE]`, or `:::note[Title]` where it has a title. */
export function alert(kind: string, text: string, title = ''): string {
  const known = alerts[kind.toLowerCase()] ?? 'note';
  if (title.trim() !== '') return directive(known, text, { label: title });
  return quote(`[!${known.toUpperCase()}]\n${text.trim()}`);
}

/** A kind of callout that themes have → the one of ours that is nearest. */
const alerts: Readonly<Record<string, string>> = {
  success: 'tip',
  done: 'tip',
  check: 'tip',
  tip: 'tip',
  hint: 'tip',
  green: 'tip',
  important: 'important',
  purple: 'important',
  warning: 'warning',
  warn: 'warning',
  attention: 'warning',
  orange: 'warning',
  yellow: 'warning',
  danger: 'caution',
  error: 'caution',
  bug: 'caution',
  fail: 'caution',
  failure: 'caution',
  missing: 'caution',
  red: 'caution',
  caution: 'caution',
};

/** `:::name[label]` … `:::`, with more colons than any directive inside has. */
export function directive(
  name: string,
  text: string,
  { label = '', attributes = '' }: { label?: string; attributes?: string } = {},
): string {
  const runs = [...text.matchAll(/^[ \t>]*(:{3,})/gm)].map(([, run = '']) => run.length + 1);
  const colons = ':'.repeat(Math.max(3, ...runs));
  const head = `${colons}${name}${label.trim() === '' ? '' : `[${escapeLabel(label)}]`}${attributes}`;
  return `${head}\n${text.trim()}\n${colons}`;
}

/** Text that opens where its title is clicked. */
export function details(title: string, text: string, isOpen = false): string {
  return directive('details', text, { label: title, attributes: isOpen ? '{open}' : '' });
}

/** One of several texts of which a reader sees one. */
export interface Tab {
  readonly label: string;
  readonly text: string;
}

export function tabs(all: readonly Tab[], title = ''): string {
  const parts = all.map(({ label, text }, index) => {
    const shown = label.trim() === '' ? String(index + 1) : label;
    return `::tab[${escapeLabel(shown)}]\n\n${text.trim()}`;
  });
  return directive('tabs', parts.join('\n\n'), { label: title });
}

/** A formula: alone in its paragraph, or in a line. */
export function math(tex: string, isBlock: boolean): string {
  const bare = tex
    .trim()
    .replace(/^(\${1,2})([\s\S]*)\1$/, '$2')
    .trim();
  return isBlock ? `$$\n${bare}\n$$` : `$${bare.replace(/\s+/g, ' ')}$`;
}

/** A label is one line, in which brackets are escaped. */
function escapeLabel(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<!\\)[[\]]/g, '\\$&');
}

export function quote(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** A note in the file for its author: the pipeline publishes no comment that begins so. */
export function comment(text: string): string {
  return `<!-- import: ${text.replace(/-->|--/g, (dashes) => dashes.split('').join(' ')).trim()} -->`;
}
