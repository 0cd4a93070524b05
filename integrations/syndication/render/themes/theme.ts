import cssInline from '@css-inline/css-inline';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { elementsIn } from '../content/marks.ts';
import { parseContent } from '../content/parse-content.ts';
import { type Role, roles } from './roles.ts';

/** What a styled edition looks like: a style sheet whose classes are the roles of `roles.ts`. */
export interface Theme {
  readonly name: string;
  /** Plain CSS. Platforms keep no variables, so values are written out. */
  readonly css: string;
}

/** The style of each role, as an attribute has it. */
export type ThemeStyles = ReadonlyMap<Role, string>;

/** What a theme comes to for each role: css-inline works the cascade out once, not once a post. */
export function stylesOf(theme: Theme): ThemeStyles {
  const known = worked.get(theme) ?? workOut(theme);
  worked.set(theme, known);
  return known;
}

const worked = new WeakMap<Theme, ThemeStyles>();

function workOut({ css }: Theme): ThemeStyles {
  const specimen = roles.map((role) => h('section', { class: role }, role));
  // In one element: css-inline styles the first of several at the top, and no other.
  const html = writer.stringify({ type: 'root', children: [h('div', specimen)] });
  const [all] = elementsIn(parseContent(cssInline.inlineFragment(html, css)).children);
  const styled = elementsIn(all?.children ?? []);
  return new Map(
    styled.flatMap(({ properties }, index): [Role, string][] => {
      const role = roles[index];
      return role === undefined ? [] : [[role, String(properties['style'] ?? '')]];
    }),
  );
}

const writer = unified().use(rehypeStringify).freeze();
