import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z.strictObject({
    /** The two languages, in the order they stand in. */
    langs: z
      .string()
      .regex(/^\s*[A-Za-z-]{2,}\s+[A-Za-z-]{2,}\s*$/, { error: 'expected two languages such as "en zh"' })
      .default('zh en'),
  }),
  render: ({ langs }, children, { fail }) => {
    const ruler = children.findIndex(isRule);
    const [first, second] = langs.trim().split(/\s+/);
    if (ruler < 0 || children.slice(ruler + 1).some(isRule)) {
      fail(
        '<Bilingual> needs one line --- between its two languages',
        'Leave an empty line before and after it.',
      );
    }
    return h('div', { class: 'bilingual' }, [
      h('div', { lang: first }, ruler < 0 ? children : children.slice(0, ruler)),
      h('div', { lang: second }, ruler < 0 ? [] : children.slice(ruler + 1)),
    ]);
  },
});

function isRule(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'hr';
}
