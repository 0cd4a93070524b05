import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postcss, { type Rule } from 'postcss';

/** Every selector in the style sheets of a folder; nested ones are written out. Those an `@supports` guards are not in it. */
export async function selectorsIn(folder: string): Promise<string[]> {
  const files = await Array.fromAsync(glob('**/*.css', { cwd: folder }));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const selectors = new Set<string>();
  for (const text of texts)
    postcss.parse(text).walkRules((rule) => {
      if (!isWithin(rule, /^(supports|(-\w+-)?keyframes)$/)) selectors.add(whole(rule));
    });
  return [...selectors];
}

/** Those of some selectors that the browser drops. Runs in the browser. */
export function unknownTo(selectors: readonly string[]): string[] {
  return selectors.filter((selector) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${selector} { color: red }`);
    return sheet.cssRules.length === 0;
  });
}

function isWithin(rule: Rule, name: RegExp): boolean {
  for (
    let parent: Rule['parent'] | undefined = rule.parent;
    parent !== undefined;
    parent = parent.parent as Rule['parent']
  )
    if (parent.type === 'atrule' && 'name' in parent && name.test(parent.name)) return true;
  return false;
}

function whole(rule: Rule): string {
  for (let parent = rule.parent; parent !== undefined; parent = parent.parent as Rule['parent'])
    if (parent.type === 'rule') {
      const around = `:is(${whole(parent as Rule)})`;
      const { selector } = rule;
      return selector.includes('&') ? selector.replaceAll('&', around) : `${around} ${selector}`;
    }
  return rule.selector;
}
