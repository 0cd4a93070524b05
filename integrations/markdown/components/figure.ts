import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';

export default defineComponent({
  props: z
    .strictObject({
      /** A picture; without it the figure is what stands between the tags. */
      src: z.string().trim().min(1).optional(),
      alt: z.string().optional(),
      caption: z.string().optional(),
      width: z.coerce.number().int().positive().optional(),
      height: z.coerce.number().int().positive().optional(),
    })
    .refine(({ src, alt }) => src === undefined || alt !== undefined, {
      path: ['alt'],
      error: 'expected a description of the picture (alt="" if it only decorates)',
    }),
  render: ({ src, alt, caption, width, height }, children, { keepImage }) => {
    if (src !== undefined) keepImage(src);
    const picture = src === undefined ? [] : [h('img', { src, alt, width, height })];
    const text = caption === undefined ? [] : [h('figcaption', caption)];
    return h('figure', [...picture, ...children, ...text]);
  },
});
