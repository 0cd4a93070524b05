import type { Code, InlineCode, Root } from 'mdast';
import { bundledLanguages } from 'shiki';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { nearest } from '#domain';
import { fail, warn } from '../plugins/report.ts';

/** What authors call languages, where Shiki has another name. */
const aliases: Readonly<Record<string, string>> = {
  plain: 'text',
  plaintext: 'text',
  txt: 'text',
  none: 'text',
  output: 'text',
  log: 'text',
  golang: 'go',
  node: 'js',
  shell: 'sh',
  env: 'dotenv',
  conf: 'ini',
  properties: 'ini',
  htm: 'html',
  svg: 'xml',
  plist: 'xml',
  pgsql: 'sql',
  mysql: 'sql',
  sqlite: 'sql',
  postgres: 'sql',
  jsonl: 'jsonl',
  gitignore: 'text',
  patch: 'diff',
  'objective-c++': 'objective-cpp',
};

/** The name Shiki knows a language by; undefined for one it has no grammar of. */
export function languageNamed(name: string): string | undefined {
  const known = aliases[name.toLowerCase()] ?? name.toLowerCase();
  return known === 'text' || Object.hasOwn(bundledLanguages, known) ? known : undefined;
}

/**
 * Gives each block of code a language there is a grammar for. An unknown one is told to the author and
 * shown as text; a fence that is never closed is an error.
 */
export function codeLanguages() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node, _index, parent) => {
      if (node.type === 'inlineCode') keepBraces(node);
      if (node.type !== 'code') return;
      splitMeta(node);
      nameLanguage(node, file);
      if (parent?.type === 'root' && isUnclosed(node, file)) nameUnclosed(node, file);
    });
  };
}

/** ```` ```js{1,3} ```` means ```` ```js {1,3} ````. */
function splitMeta(node: Code): void {
  const [, lang, glued] = /^([^{]+)(\{.*)$/.exec(node.lang ?? '') ?? [];
  if (lang === undefined || glued === undefined) return;
  node.lang = lang;
  node.meta = node.meta ? `${glued} ${node.meta}` : glued;
}

function nameLanguage(node: Code, file: VFile): void {
  const { lang } = node;
  if (lang === null || lang === undefined) return;
  const known = languageNamed(lang);
  node.lang = known ?? 'text';
  if (known !== undefined) return;
  const near = nearest(lang, Object.keys(bundledLanguages));
  warn(file, node, {
    rule: 'code-language',
    reason: `there is no grammar for “${lang}”; the code is shown without colours`,
    hint: near === undefined ? 'Write `text` if that is what you want.' : `Did you mean “${near}”?`,
  });
}

function isUnclosed(node: Code, file: VFile): boolean {
  const lines = String(file.value).slice(node.position?.start.offset, node.position?.end.offset).split('\n');
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1];
  if (fence === undefined) return false;
  const last = lines.at(-1)?.trim() ?? '';
  const closes = last.length >= fence.length && last === (fence[0] ?? '').repeat(last.length);
  return lines.length === 1 || !closes;
}

function nameUnclosed(node: Code, file: VFile): void {
  const start = node.position?.start ?? { line: 1, column: 1 };
  fail(
    file,
    { type: node.type, position: { start, end: start } },
    {
      rule: 'unclosed-fence',
      reason: 'this block of code is never closed, so all that follows is in it',
      hint: 'Add a line ``` where it ends.',
    },
  );
}

/** `a{:ts}` is highlighted as TypeScript; braces that name no language are the author's text. */
function keepBraces(node: InlineCode): void {
  const name = /(?<!\\)\{:([a-zA-Z.-]+)\}$/.exec(node.value)?.[1];
  if (name === undefined) return;
  const known = languageNamed(name);
  node.value =
    known === undefined
      ? node.value.replace(/\{:[a-zA-Z.-]+\}$/, '\\$&')
      : node.value.replace(/\{:[a-zA-Z.-]+\}$/, `{:${known}}`);
}
