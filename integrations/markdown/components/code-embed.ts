import { h } from 'hastscript';
import { z } from 'zod';
import { defineComponent } from '../expand/component.ts';
import { codeAt, codeSites } from '../expand/embeds.ts';

/** Code that runs on another site: a link until the reader follows it. */
export default defineComponent({
  props: z.strictObject({ src: z.url(), title: z.string().trim().min(1) }),
  render: ({ src, title }, _children, { words, fail }) => {
    const embed = codeAt(new URL(src));
    if (embed === undefined) {
      fail(`<CodeEmbed> cannot show ${src}`, `Known: ${codeSites.join(', ')}. Else write a link.`);
    }
    const { frame, where } = embed ?? { frame: undefined, where: new URL(src).host };
    return h('figure', { class: 'embed', 'data-frame': frame, 'data-title': title }, [
      h('a', { href: src }, words.open(title, where)),
    ]);
  },
});
