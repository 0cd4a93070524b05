import { html, raw } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { MadeKit } from '../kit/kit.ts';
import { addressField } from './post-page.ts';
import { deedForm, notices, type PageView, pageOf, postPath } from './view.ts';

/**
 * All that is needed to put a post on a platform by hand, in the order of its form. A click copies each part; without a
 * script each can be marked and copied.
 */
export function kitPage(kit: MadeKit, view: PageView): Html {
  const { words } = view;
  const { post, channel, editor, title, asks } = kit;
  const path = postPath(post, channel);
  return html`<p class="about"><a href="${pageOf(postPath(post), view)}">${words.toPost}</a> · <a href="${pageOf(path, view)}">${words.preview}</a></p>
      ${notices(kit.notes, view)}
      <div class="deeds">
        <button type="button" data-copy="body" data-form="${kit.form}" hidden>${words.copyText}</button>
        <a class="button" href="${editor}" target="_blank" rel="noreferrer">${words.openEditor}</a>
      </div>
      <section><h2>${words.steps}</h2>
        <ol class="asks">${[{ what: words.title, value: title }, ...asks].map((ask, index) => askLine(ask, index, view))}</ol>
      </section>
      ${pictureList(kit, view)}
      <section><h2>${words.text}</h2>
        ${kit.form === 'html' ? html`<div id="body" class="body rich" tabindex="0">${raw(kit.body)}</div>` : html`<pre id="body" class="body" tabindex="0">${kit.body}</pre>`}
      </section>
      <section><h2>${words.afterwards}</h2>
        ${deedForm({ deed: 'published', post, to: channel }, words.published, view, { inside: addressField(words.address, true) })}
      </section>`;
}

function askLine({ what, value }: MadeKit['asks'][number], index: number, { words }: PageView): Html {
  const check = html`<label><input type="checkbox"> ${what}</label>`;
  if (value === undefined || value === '') return html`<li>${check}</li>`;
  const id = `ask-${index}`;
  return html`<li>${check}
      <div class="value"><pre id="${id}">${value}</pre><button type="button" class="quiet" data-copy="${id}" hidden>${words.copyOne}</button></div></li>`;
}

function pictureList({ cover, pictures }: MadeKit, { words }: PageView): Html | string {
  const all = [...(cover === undefined ? [] : [{ address: cover, alt: words.cover }]), ...pictures];
  if (all.length === 0) return '';
  const items = all.map(
    ({ address, alt }) =>
      html`<li><a href="${address}" download><img src="${address}" alt="" loading="lazy"></a><span>${alt}</span></li>`,
  );
  return html`<section><h2>${words.pictures}</h2><ol class="pictures">${items}</ol></section>`;
}
