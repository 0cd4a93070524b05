import { richHtml } from '../html/rich-html.ts';
import type { Recipe } from '../recipe.ts';
import type { ThemeName } from '../themes/index.ts';

/** The recipe for 微信公众号 in a theme of the author's choice. */
export function wechat(style: ThemeName): Recipe {
  const drawn = { math: 'pictures', diagrams: 'pictures' } as const;
  return richHtml({ dialect: `wechat-${style}`, version: 2, style, links: 'footnotes', ...drawn });
}

export default wechat('plain');
