import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z.strictObject({ title: z.string().optional() }),
  render: ({ title }, children, { warn }) => {
    const tabs = children.filter(({ type }) => type !== 'text');
    const isTab = (child: (typeof children)[number]) =>
      child.type === 'element' && child.properties['dataLabel'] !== undefined;
    if (tabs.length === 0 || !tabs.every(isTab)) {
      warn(
        'something in these tabs stands in no tab',
        'Put all of it below a ::tab[Label], or in a <Tab label="…">.',
      );
    }
    return h('div', { class: 'tabs', ...(title === undefined ? {} : { 'data-title': title }) }, tabs);
  },
});
