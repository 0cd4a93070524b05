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

/** Text set off as GitHub does it: `> [!NOTE]`. */
export function alert(kind: string, text: string, title = ''): string {
  const known = alerts[kind.toLowerCase()] ?? 'NOTE';
  const heading = title === '' ? [] : [`**${title}**`, ''];
  return quote([`[!${known}]`, ...heading, text.trim()].join('\n'));
}

const alerts: Record<string, string> = {
  success: 'TIP',
  tip: 'TIP',
  hint: 'TIP',
  important: 'IMPORTANT',
  warning: 'WARNING',
  warn: 'WARNING',
  danger: 'CAUTION',
  error: 'CAUTION',
  caution: 'CAUTION',
};

export function quote(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}
