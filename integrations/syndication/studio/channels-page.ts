import { html } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { OpenChannel } from '../channels/settings.ts';
import type { Limit } from '../editions/limit.ts';
import { channelTitle } from './overview-page.ts';
import { deedForm, type PageView, pageOf, stateMark } from './view.ts';

/** Each channel: what it lacks, what it takes, and whether the server can log in there. */
export function channelsPage(
  channels: readonly OpenChannel[],
  isBrowserKnown: boolean,
  view: PageView,
): Html {
  const { words } = view;
  if (channels.length === 0) return html`<p class="about">${words.noChannels}</p>`;
  const hasBrowser = channels.some(({ platform }) => platform.wechatsync !== undefined);
  return html`<p class="about"><a href="${pageOf('', view)}">${words.back}</a></p>
      <div class="deeds">${deedForm({ deed: 'check' }, words.check, view)}
        ${hasBrowser && isBrowserKnown ? deedForm({ deed: 'check', via: 'wechatsync' }, words.checkBrowser, view, { isQuiet: true }) : ''}</div>
      <p class="about">${words.checkAbout}</p>
      ${hasBrowser && isBrowserKnown ? html`<p class="about">${words.checkBrowserAbout}</p>` : ''}
      ${hasBrowser && !isBrowserKnown ? html`<p class="about">${words.noToken}</p>` : ''}
      <div class="copies">${channels.map((channel) => channelCard(channel, channels, view))}</div>`;
}

function channelCard(channel: OpenChannel, all: readonly OpenChannel[], view: PageView): Html {
  const { words } = view;
  const { id, lacks, platform, settings, url } = channel;
  const isByHand = platform.api === undefined;
  const mark = isByHand
    ? stateMark(words.states['by hand'], 'hand')
    : stateMark(
        lacks.length === 0 ? words.outcomes.ready : words.outcomes.setup,
        lacks.length === 0 ? 'good' : 'bad',
      );
  const byHand = platform.wechatsync === undefined ? words.byHandOnly : words.byHandOrBrowser;
  return html`<article class="copy">
      <h2>${channelTitle(channel, all)} ${mark}</h2>
      <p class="about"><code>${id}</code>${settings.account === undefined ? '' : html` · ${settings.account}`}${url === '' ? '' : html` · ${url}`}</p>
      ${isByHand ? html`<p class="about">${byHand}</p>` : lacks.length === 0 ? html`<p class="about">${words.lacksNothing}</p>` : html`<p>${words.lacks}</p><ul class="plain">${lacks.map((lack) => html`<li>${lack}</li>`)}</ul>`}
      <p class="about">${words.limitsAre(platform.limits.map((limit) => limitText(limit, view)).join(words.comma) || words.noLimits)}</p>
      ${lacks.length > 0 || isByHand ? '' : html`<div class="deeds">${deedForm({ deed: 'check', to: id }, words.check, view, { isQuiet: true })}</div>`}
    </article>`;
}

function limitText({ part, most, unit }: Limit, { words, lang }: PageView): string {
  const count = new Intl.NumberFormat(lang).format(most);
  return words.limit(words.parts[part], count, part === 'tags' ? '' : words.units[unit]);
}
