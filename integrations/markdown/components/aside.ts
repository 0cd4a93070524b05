import { h } from 'hastscript';
import { z } from 'zod';
import { calloutKinds } from '../expand/callout-kinds.ts';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z.strictObject({ kind: z.enum(calloutKinds).default('note'), title: z.string().optional() }),
  render: ({ kind, title }, children, { words }) =>
    h('aside', { class: 'callout', 'data-kind': kind, role: 'note' }, [
      h('p', { class: 'callout-title' }, [h('strong', title ?? words.callouts[kind])]),
      ...children,
    ]),
});
