import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';
import { videoAt, videoSites } from '../expand/embeds.ts';

/** A video of one's own plays here; one elsewhere is a link until the reader follows it. */
export default defineComponent({
  props: z.strictObject({ src: z.string().trim().min(1), title: z.string().trim().min(1) }),
  render: ({ src, title }, _children, { words, fail }) => {
    if (!URL.canParse(src)) {
      const video = h('video', { src, controls: true, preload: 'none', ariaLabel: title });
      return h('figure', [video, h('figcaption', title)]);
    }
    const embed = videoAt(new URL(src));
    if (embed === undefined) {
      fail(
        `<Video> cannot play ${src}`,
        `Known: ${videoSites.join(', ')}, or a file in public/. Else write a link.`,
      );
    }
    const { frame, where } = embed ?? { frame: undefined, where: new URL(src).host };
    return h('figure', { class: 'embed', 'data-frame': frame, 'data-title': title }, [
      h('a', { href: src }, words.watch(title, where)),
    ]);
  },
});
