import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseSource } from '../../markdown/links/parse-source.ts';
import { edited } from './edit-text.ts';

/** What the words after a fence of code say. */
interface Info {
  readonly lang: string;
  readonly title: string;
  /** `1,4-7` */
  readonly lines: string;
  readonly numbers: boolean;
  /** What is left, as it was. */
  readonly rest: string;
}

/**
 * The words after ``` as we read them: a language, `title="…"`, `{1,4-7}`, `showLineNumbers`.
 *
 * @param hasTitles whether words after the language are the title of the block, as in Hexo
 */
export function translateFences(body: string, hasTitles: boolean): string {
  if (!/^[ \t>*+\-\d.)]*(`{3}|~{3})/m.test(body)) return body;
  const edits: { from: number; to: number; text: string }[] = [];
  visit(parseSource(body, false), 'code', (node) => {
    const place = infoPlace(node, body);
    if (place === null) return;
    const written = body.slice(place.from, place.to);
    const read = print(readInfo(written, hasTitles));
    if (read !== written.trim()) edits.push({ ...place, text: read });
  });
  return edited(body, edits);
}

/** Where the words after the fence stand; null for code that is only indented. */
function infoPlace({ position }: Code, body: string): { from: number; to: number } | null {
  const start = position?.start.offset ?? 0;
  const mark = /^(`{3,}|~{3,})/.exec(body.slice(start, start + 100))?.[0];
  if (mark === undefined) return null;
  const end = body.indexOf('\n', start);
  return { from: start + mark.length, to: end < 0 ? body.length : end };
}

function readInfo(written: string, hasTitles: boolean): Info {
  const [, head = '', rest = ''] =
    /^((?:\{[^}]*\}|[^\s{[]*)(?:\{[\d,\s-]*\})?)\s*([\s\S]*)$/.exec(written.trim()) ?? [];
  const first = readHead(head);
  const attributes = readAttributes(rest);
  const known: Info = {
    lang: first.lang,
    title: attributes.title || first.title,
    lines: attributes.lines || first.lines,
    numbers: attributes.numbers || first.numbers,
    rest: attributes.rest,
  };
  const label = /^\[([^\]]+)\]/.exec(known.rest)?.[1];
  if (label !== undefined && known.title === '')
    return { ...known, title: label, rest: known.rest.slice(label.length + 2).trim() };
  return hasTitles ? readHexo(known) : known;
}

/** `js`, `js{1,3}`, `js:line-numbers`, `js:title=a.js`, `js:src/a.js`, `{r, echo=FALSE}`. */
function readHead(head: string): Info {
  const brace = /^\{\s*\.?([\w+#-]+)[^}]*\}$/.exec(head);
  if (brace !== null) return { ...NO_INFO, lang: brace[1] ?? '' };
  const [, name = '', lines = ''] = /^(.*?)(?:\{([\d,\s-]*)\})?$/.exec(head) ?? [];
  const [lang = '', ...options] = name.split(':');
  const option = options.join(':');
  const numbers = /^line-numbers/.test(option);
  const isTitle = option !== '' && !/^(no-)?line-numbers/.test(option);
  const title = isTitle ? option.replace(/^title=/, '').replace(/^(["'])(.*)\1$/, '$2') : '';
  return { ...NO_INFO, lang, lines: lines.replace(/\s/g, ''), numbers, title };
}

const NO_INFO: Info = { lang: '', title: '', lines: '', numbers: false, rest: '' };

/** `{1,3}`, `title="a.js"`, Hugo's `{linenos=table,hl_lines=[8,"15-17"]}`. */
function readAttributes(written: string): Pick<Info, 'title' | 'lines' | 'numbers' | 'rest'> {
  const lines = /(?:^|\s)\{([\d,\s-]+)\}/.exec(written)?.[1] ?? hugoLines(written);
  const title = /(?:^|[\s{,])(?:title|file|filename|name)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s,}]+))/.exec(
    written,
  );
  const numbers = /\bshowLineNumbers\b|\blineNos\s*=\s*(?!false)|\blinenos\s*=\s*(?!false)/i.test(written);
  const rest = written
    .replace(/(?:^|\s)\{[^}]*\}/g, ' ')
    .replace(title?.[0] ?? '', ' ')
    .replace(/\bshowLineNumbers\b/g, ' ')
    .trim();
  return {
    lines: lines.replace(/\s/g, ''),
    title: title?.[1] ?? title?.[2] ?? title?.[3] ?? '',
    numbers,
    rest,
  };
}

function hugoLines(written: string): string {
  const list = /\bhl_lines\s*=\s*(?:\[([^\]]*)\]|"([^"]*)"|([\d-]+))/.exec(written);
  return (list?.[1] ?? list?.[2] ?? list?.[3] ?? '')
    .replaceAll('"', '')
    .trim()
    .replace(/[\s,]+/g, ',');
}

/** Hexo: `[title] [url] [link text]`, and options such as `mark:1,4-7`. */
function readHexo(info: Info): Info {
  if (info.title !== '' || info.rest === '') return info;
  const words = info.rest.split(/\s+/);
  const option = (name: string) => words.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1);
  const title = words.filter((word) => !/^[a-z_]+:(?!\/\/)\S+$/.test(word)).join(' ');
  return {
    ...info,
    title,
    lines: option('mark') ?? info.lines,
    numbers: option('line_number') === 'true',
    rest: '',
  };
}

function print({ lang, title, lines, numbers, rest }: Info): string {
  const more = [
    title === '' ? '' : `title="${title.replaceAll('"', '”')}"`,
    lines === '' ? '' : `{${lines}}`,
    numbers ? 'showLineNumbers' : '',
    rest,
  ].filter((part) => part !== '');
  return [lang || (more.length > 0 ? 'text' : ''), ...more].filter((part) => part !== '').join(' ');
}
