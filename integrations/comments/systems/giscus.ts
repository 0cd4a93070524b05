import { isDark, onSchemeChange } from '../../foundation/reader-scheme.ts';
import type { Showing } from '../system.ts';

/** GitHub Discussions in a frame of giscus. */
export async function show({ place, lang, comments }: Showing): Promise<void> {
  if (comments.giscus === undefined) return;
  await import('giscus');
  const widget = document.createElement('giscus-widget');
  for (const [name, value] of Object.entries({ ...comments.giscus, lang: spoken(lang), theme: theme() }))
    widget.setAttribute(name.toLowerCase(), value);
  place.append(widget);
  onSchemeChange(() => widget.setAttribute('theme', theme()));
}

function theme(): string {
  return isDark() ? 'dark' : 'light';
}

/** The language nearest to the page's that giscus speaks; English for others. */
function spoken(lang: string): string {
  const [base = ''] = lang.split('-');
  return [lang, base].find((each) => languages.includes(each)) ?? (base === 'zh' ? 'zh-CN' : 'en');
}

const languages =
  'ar be bg ca cs da de en eo es eu fa fr gsw he hu id it ja ko nl pl pt ro ru th tr uk uz vi zh-CN zh-HK zh-TW'.split(
    ' ',
  );
