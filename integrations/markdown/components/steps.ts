import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z.strictObject({ title: z.string().optional() }),
  render: ({ title }, children, { warn }) => {
    const lists = children.filter((child) => child.type === 'element' && child.tagName === 'ol');
    if (lists.length === 0) warn('steps hold no numbered list', 'Write the steps as 1. 2. 3.');
    const heading = title === undefined ? [] : [h('p', [h('strong', title)])];
    return h('div', { class: 'steps' }, [...heading, ...children]);
  },
});
