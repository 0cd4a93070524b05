import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z.strictObject({ label: z.string().trim().min(1) }),
  render: ({ label }, children) =>
    h('section', { class: 'tab', 'data-label': label }, [
      h('p', { class: 'tab-label' }, [h('strong', label)]),
      ...children,
    ]),
});
