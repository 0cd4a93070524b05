import { html } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { Step } from '../plan/plan.ts';
import type { Preview, UsedLimit } from '../render/frame-edition.ts';
import { notices, type PageView, pageOf, postPath } from './view.ts';

/** One edition as its platform would show it, the limits it uses, and what is sent. */
export function editionPage({ post, channel, notes }: Step, preview: Preview, view: PageView): Html {
  const { words } = view;
  const { frame, limits, rendered } = preview;
  const { name, kit } = channel.platform;
  const path = postPath(post, channel.id);
  return html`<p class="about"><a href="${pageOf(postPath(post), view)}">${words.toPost}</a>${kit === undefined ? '' : html` · <a href="${pageOf(`${path}/kit`, view)}">${words.kit}</a>`}</p>
      ${notices(notes, view)}
      <div class="edition">
        <div class="shown ${frame}"><iframe src="${pageOf(`${path}/frame`, view)}" title="${words.frameOf(name)}" sandbox></iframe></div>
        <div class="sent">
          <section><h2>${words.limits}</h2>${limits.length === 0 ? html`<p class="about">${words.noLimits}</p>` : html`<ul class="limits">${limits.map((limit) => limitLine(limit, view))}</ul>`}</section>
          <section><h2>${words.source}</h2><pre id="source" tabindex="0">${rendered.body}</pre>
            <button type="button" class="quiet" data-copy="source" hidden>${words.copyOne}</button></section>
        </div>
      </div>`;
}

function limitLine({ what, used, most }: UsedLimit, { words, lang }: PageView): Html {
  const count = (value: number) => new Intl.NumberFormat(lang).format(value);
  const share = words.usedOf(count(used), count(most));
  return html`<li ${used > most ? html`class="over"` : ''}><span>${what}</span> <span>${share}</span>
      <meter min="0" max="${most}" high="${most * 0.9}" value="${Math.min(used, most)}">${share}</meter></li>`;
}
