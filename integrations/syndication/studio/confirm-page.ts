import { html } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { Agreement, Deed } from './deed.ts';
import { deedForm, type PageView, pageOf, postPath } from './view.ts';

/** Asks the owner once more, before something that costs or cannot be undone. Each time, for one post on one channel. */
export function confirmPage({ deed, agree, price, copy, name, title }: Asked, view: PageView): Html {
  const { words } = view;
  const { post, copy: twin } = deed;
  const back = post === undefined ? '' : postPath(post);
  return html`<p><strong>${name === undefined ? title : html`${title} → ${name}`}</strong>${copy === undefined ? '' : html` · <a href="${copy}" rel="noreferrer">${words.copy}</a>`}</p>
      <p>${words.agreements[agree]}</p>
      ${twin === undefined ? '' : html`<p>${words.twin(twin)}</p>`}
      ${price === undefined ? '' : html`<p class="about">${price}</p>`}
      <div class="deeds">${deedForm({ ...deed, agree }, words.agree[agree], view)}
        <a class="button quiet" href="${pageOf(back, view)}">${words.no}</a></div>`;
}

interface Asked {
  readonly deed: Deed;
  readonly agree: Agreement;
  /** What it costs, as the platform's file says. */
  readonly price?: string | undefined;
  /** The address of the copy. */
  readonly copy?: string | undefined;
  /** The post's title. */
  readonly title: string;
  /** What the channel is called; absent where it is about all of them. */
  readonly name?: string | undefined;
}
