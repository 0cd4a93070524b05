import { keepFromLiquid } from './liquid.ts';

/**
 * A block of code that reaches DEV's readers as it is. A fence within a fence ends it there, of whatever kind and length,
 * and DEV's fixer rewrites what looks like front matter: such code is written as HTML.
 */
export function codeBlock(code: string, lang: string | null | undefined): string {
  const isSafe = !/```|~~~/.test(code) && !isRewritten(code);
  return isSafe ? `\`\`\`${lang ?? ''}\n${code}\n\`\`\`` : htmlBlock(code);
}

/** Whether DEV's fixer changes a line: it does not know what is code. */
function isRewritten(code: string): boolean {
  return /^tags:.*(?:#|:,)/m.test(code) || /^published: /im.test(code);
}

/** What the fixer and Redcarpet look for is written as character references. */
function htmlBlock(code: string): string {
  const text = code
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[`~@]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/^[tp]/gim, (first) => `&#${first.charCodeAt(0)};`);
  return `<pre><code>${keepFromLiquid(text)}\n</code></pre>`;
}

/** Code in a line. In a table a bar would end the cell, even in code, and HTML can say it otherwise. */
export function codeInLine(code: string, inTable: boolean): string {
  if (inTable && code.includes('|')) return htmlCode(code);
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  if (longest > 1) return htmlCode(code);
  const ticks = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return ticks + space + code + space + ticks;
}

function htmlCode(code: string): string {
  const text = code.replaceAll(/[&<>|`*_~[\]\\]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${keepFromLiquid(text)}</code>`;
}

/**
 * DEV quotes what stands behind `title:` and `description:` between the first two `---` of a text, wherever they are.
 * A comment takes that place.
 */
export function guardFrontMatter(body: string): string {
  const isAtRisk = /-{3}[\s\S]*?(?:title|description):[\s\S]*?-{3}/.test(body) || body.startsWith('---');
  return isAtRisk ? `<!-- ------ -->\n\n${body}` : body;
}
