import { html } from 'hono/html';
import type { Publication } from '#domain';
import type { Html } from '../../studio/index.ts';
import type { OpenChannel } from '../channels/settings.ts';
import type { OutlinedStep } from '../plan/plan.ts';
import { isStale } from '../plan/stale.ts';
import { type StatusRow, statusOf } from '../plan/status.ts';
import { sayIn } from '../sayings.ts';
import type { Agreement } from './deed.ts';
import { channelTitle } from './overview-page.ts';
import {
  confirmLink,
  deedForm,
  momentIn,
  notices,
  type PageView,
  pageOf,
  postPath,
  stateMark,
  stateTones,
} from './view.ts';

/** One post: its copies, what publishing would do about each, and the buttons that do it. */
export function postPage(
  steps: readonly OutlinedStep[],
  channels: readonly OpenChannel[],
  view: PageView,
): Html {
  const { words } = view;
  const [first] = steps;
  if (first === undefined) return html`<p class="about">${words.notThere}</p>`;
  const waits = steps.filter((step) => isWritten(step) && costOf(step) === undefined);
  return html`<p class="about"><a href="${first.item.url}">${first.item.url}</a></p>
      ${waits.length < 2 ? '' : html`<div class="deeds">${deedForm({ deed: 'publish', post: first.post }, words.publishPost, view)}</div>`}
      <div class="copies">${steps.map((step) => copyCard(step, channelTitle(step.channel, channels), view))}</div>`;
}

function copyCard(step: OutlinedStep, title: string, view: PageView): Html {
  const { words } = view;
  const { line, until } = step;
  const [{ state } = { state: 'not sent' } as const] = statusOf([step]);
  return html`<article class="copy">
      <h2>${title} ${stateMark(words.states[state], stateTones[state])}</h2>
      ${line === undefined ? '' : html`<p class="about">${words.sent(momentIn(view, Date.parse(line.at)))}${line.url === undefined ? '' : html` · <a href="${line.url}" rel="noreferrer">${words.copy}</a>`}</p>`}
      ${until === undefined ? '' : html`<p class="about">${words.until(momentIn(view, until))}</p>`}
      ${reasons(step, view)}
      ${notices(step.notes, view)}
      <div class="deeds">${mainDeed(step, view)}${sideDeeds(step, state, view)}</div>
      ${placeForms(step, state, view)}
    </article>`;
}

/** Why it is so. What is done by hand has buttons, which say more than a command to type. */
function reasons({ action, said, channel }: OutlinedStep, { words }: PageView): Html {
  if (action === 'by-hand')
    return html`<p class="about">${channel.platform.wechatsync === undefined ? words.byHandOnly : words.byHandOrBrowser}</p>`;
  return html`${said.map((reason) => html`<p class="about">${sayIn(words.sayings, reason)}</p>`)}`;
}

function mainDeed(step: OutlinedStep, view: PageView): Html | string {
  const { words } = view;
  const { action, post, channel } = step;
  const to = channel.id;
  const agree = agreementFor(step);
  const via =
    channel.platform.api === undefined && action === 'uncertain' ? ({ via: 'wechatsync' } as const) : {};
  if (agree !== undefined)
    return confirmLink(
      { deed: 'publish', post, to, agree, ...via },
      agree === 'cost' ? words.costs : words.actions[action],
      view,
    );
  return isWritten(step) ? deedForm({ deed: 'publish', post, to }, words.actions[action], view) : '';
}

/** What the owner has to agree to before this step, as far as a plan knows. */
function agreementFor(step: OutlinedStep): Agreement | undefined {
  if (step.action === 'changed') return 'overwrite';
  if (step.action === 'uncertain') return 'again';
  return isWritten(step) && costOf(step) !== undefined ? 'cost' : undefined;
}

function sideDeeds(step: OutlinedStep, state: StatusRow['state'], view: PageView): Html {
  const { words } = view;
  const { post, channel, line, action } = step;
  const to = channel.id;
  const { kit, wechatsync } = channel.platform;
  const isThere = line !== undefined && line.state !== 'gone' && line.state !== 'removed';
  return html`<a class="button quiet" href="${pageOf(postPath(post, to), view)}">${words.preview}</a>
      ${kit === undefined ? '' : html`<a class="button quiet" href="${pageOf(`${postPath(post, to)}/kit`, view)}">${words.kit}</a>`}
      ${wechatsync !== undefined && action === 'by-hand' && state === 'by hand' ? deedForm({ deed: 'publish', post, to, via: 'wechatsync' }, words.draftByBrowser, view, { isQuiet: true }) : ''}
      ${isStale(step) ? confirmLink({ deed: 'publish', post, to, refresh: 'yes' }, words.refresh, view) : ''}
      ${isThere ? confirmLink({ deed: 'unpublish', post, to }, words.unpublish, view) : ''}`;
}

/** Where a copy that the ledger does not know, or knows as a draft, is told to be. */
function placeForms(
  { post, channel, action, line }: OutlinedStep,
  state: StatusRow['state'],
  view: PageView,
): Html | string {
  const { words } = view;
  const to = channel.id;
  const { api } = channel.platform;
  if (api === undefined) {
    const isOpen = action === 'by-hand' || state === 'draft' || state === 'uncertain';
    return isOpen
      ? deedForm({ deed: 'published', post, to }, words.published, view, {
          inside: addressField(words.address, true),
          isQuiet: true,
        })
      : '';
  }
  if (channel.lacks.length > 0) return '';
  if (line?.id !== undefined) return twinForm({ post, channel, line }, view);
  const label = api.find === undefined ? words.address : words.addressOrNone;
  return html`<details><summary>${words.adoptAbout}</summary>
      ${deedForm({ deed: 'adopt', post, to }, words.adopt, view, { inside: addressField(label, api.find === undefined), isQuiet: true })}
    </details>`;
}

/** One of two copies is taken back by its id. The form leads to the page that asks once more, and does nothing itself. */
function twinForm({ post, channel, line }: Copied, view: PageView): Html | string {
  const { words, asked } = view;
  if (channel.platform.api?.remove === undefined || line.state === 'removed') return '';
  const hidden = { ...asked, deed: 'unpublish', post, to: channel.id };
  return html`<details><summary>${words.twinAbout}</summary>
      <form method="get" action="${pageOf('confirm', view)}" class="deed">
        ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <label>${words.twinId} <input name="copy" size="24" required></label><button class="quiet">${words.unpublish}</button>
      </form>
    </details>`;
}

export function addressField(label: string, isRequired: boolean): Html {
  return html`<label>${label} <input name="address" size="32" inputmode="url" ${isRequired ? 'required' : ''}></label>`;
}

function isWritten({ action }: OutlinedStep): boolean {
  return action === 'create' || action === 'update' || action === 'look-up';
}

/** What sending costs, or cannot be taken back. */
export function costOf({ channel, edition }: Pick<OutlinedStep, 'channel' | 'edition'>): string | undefined {
  return channel.platform.cost?.(edition, channel.options);
}

/** A copy that the ledger knows. */
type Copied = Pick<OutlinedStep, 'post' | 'channel'> & { readonly line: Publication };
