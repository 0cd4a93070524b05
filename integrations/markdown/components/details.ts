import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z.strictObject({
    summary: z.string().optional(),
    open: z.union([z.boolean(), z.literal('').transform(() => true)]).default(false),
  }),
  render: ({ summary, open }, children, { words }) =>
    h('details', { class: 'callout', 'data-kind': 'details', open }, [
      h('summary', summary ?? words.details),
      ...children,
    ]),
});
