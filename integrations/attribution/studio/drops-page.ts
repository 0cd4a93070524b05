import { html } from 'hono/html';
import type { Drop } from '../collector/store.ts';
import { reasonIn, type Words } from '../words.ts';
import type { Html } from './frame.ts';
import { type OwnerView, ownerSwitch } from './owner-switch.ts';

/** Requests that were not counted, and whether this browser is the owner's. */
export function dropsPage(drops: readonly Drop[], view: OwnerView, words: Words): Html {
  const rows = drops.map(
    ({ reason, times }) =>
      html`<tr><th scope="row">${reasonIn(reason, words)}</th><td class="number">${times}</td></tr>`,
  );
  return html`<p class="about">${words.droppedAbout}</p>
      ${
        drops.length === 0
          ? html`<p class="about">${words.noneDropped}</p>`
          : html`<table class="small">
        <thead><tr><th scope="col">${words.reason}</th><th scope="col" class="number">${words.times}</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`
      }
      ${ownerSwitch('dropped', view, words)}`;
}
