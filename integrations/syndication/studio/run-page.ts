import { html } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { OpenChannel } from '../channels/settings.ts';
import type { Intent } from '../records/journal.ts';
import type { Deed } from './deed.ts';
import { channelTitle } from './overview-page.ts';
import type { AskedQuestion, Run, Told } from './runs.ts';
import { confirmLink, momentIn, outcomeTones, type PageView, pageOf, postPath, stateMark } from './view.ts';

/** How far a run is, and what came of it: results as they come, and from the journal what is being sent now. */
export function runPage(run: Run, { intents, channels, isBusy }: Surroundings, view: PageView): Html {
  const { words } = view;
  const { begin, end, problem, told, questions, notes } = run;
  const sending = end === undefined ? intents.filter(({ at }) => at >= begin) : [];
  const called = (id: string) => {
    const channel = channels.find((one) => one.id === id);
    return channel === undefined ? id : channelTitle(channel, channels);
  };
  return html`<div id="run" ${end === undefined ? html`data-going` : ''}>
      ${isBusy ? html`<p class="notice">${words.busy}</p>` : ''}
      <p class="about" role="status">${words.run(momentIn(view, begin))} ${outcomeOf(run, view)}</p>
      ${problem === undefined ? '' : html`<p class="problem" role="alert">${problem.message ?? words.fault}</p>${problem.hint === undefined ? '' : html`<p class="about">${problem.hint}</p>`}`}
      ${progress(run, called, view)}
      ${sending.map(({ post, channel, at }) => html`<p class="about">${words.sending(post, called(channel), momentIn(view, at))}</p>`)}
      ${questions.map((question) => questionCard(question, run.deed, called, view))}
      <div class="copies">${told.map((one) => toldCard(one, called, view))}</div>
      ${notes.map((note) => html`<p class="notice">${note}</p>`)}
      ${end === undefined ? '' : html`<div class="deeds"><a class="button quiet" href="${pageOf('', view)}">${words.back}</a>${run.deed.post === undefined ? '' : html`<a class="button quiet" href="${pageOf(postPath(run.deed.post), view)}">${words.toPost}</a>`}</div>`}
    </div>`;
}

function outcomeOf({ end, told, questions, problem }: Run, { words }: PageView): string {
  if (end === undefined) return words.going;
  if (told.length === 0) return questions.length > 0 || problem !== undefined ? '' : words.nothing;
  return words.ended(told.length);
}

/** How many of its steps each channel has behind it. */
function progress(
  { expected, told, end }: Run,
  called: (id: string) => string,
  { words }: PageView,
): Html | string {
  if (end !== undefined || expected.length === 0) return '';
  const bars = [...Map.groupBy(expected, ({ channel }) => channel.id)].map(([id, own]) => {
    const done = Math.min(told.filter(({ channel }) => channel === id).length, own.length);
    return html`<li><span>${called(id)}</span> <span>${words.of(done, own.length)}</span>
        <progress max="${own.length}" value="${done}">${words.of(done, own.length)}</progress></li>`;
  });
  return html`<ul class="limits">${bars}</ul>`;
}

function toldCard(
  { post, channel, outcome, what, hint, url, at }: Told,
  called: (id: string) => string,
  view: PageView,
): Html {
  const { words } = view;
  const name =
    post === undefined
      ? called(channel)
      : html`<a href="${pageOf(postPath(post), view)}">${post}</a> → ${called(channel)}`;
  return html`<article class="copy">
      <h2>${name} ${stateMark(words.outcomes[outcome], outcomeTones[outcome])}</h2>
      <p class="about">${what}${at === undefined ? '' : html` · ${words.until(momentIn(view, at))}`}${url === undefined ? '' : html` · <a href="${url}" rel="noreferrer">${words.copy}</a>`}</p>
      ${hint === undefined ? '' : html`<p class="about">${hint}</p>`}
    </article>`;
}

/** What the owner was not there to answer: a page of its own asks it. */
function questionCard(
  { post, channel, about, what }: AskedQuestion,
  { via }: Deed,
  called: (id: string) => string,
  view: PageView,
): Html {
  const deed: Deed = {
    deed: 'publish',
    post,
    to: channel,
    agree: about,
    ...(via === undefined ? {} : { via }),
  };
  return html`<article class="copy asks-owner">
      <h2>${post} → ${called(channel)}</h2>
      <p>${what}</p>
      <div class="deeds">${confirmLink(deed, view.words.decide, view)}</div>
    </article>`;
}

interface Surroundings {
  readonly intents: readonly Intent[];
  readonly channels: readonly OpenChannel[];
  /** Whether another deed was asked for meanwhile, which was not started. */
  readonly isBusy: boolean;
}
