import { html } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { OpenChannel } from '../channels/settings.ts';
import type { Intent } from '../records/journal.ts';
import { sayIn } from '../sayings.ts';
import type { Deed } from './deed.ts';
import { channelTitle } from './overview-page.ts';
import type { AskedQuestion, Run, Told, Trouble } from './runs.ts';
import { confirmLink, momentIn, outcomeTones, type PageView, pageOf, postPath, stateMark } from './view.ts';

/** How far a run is, and what came of it: results as they come, and from the journal what is being sent now. */
export function runPage(run: Run, surroundings: Surroundings, view: PageView): Html {
  const { words } = view;
  const { begin, end, problem, questions, notes, deed } = run;
  const { isBusy } = surroundings;
  const names = namesIn(surroundings);
  return html`<div id="run" ${end === undefined ? html`data-going` : ''}>
      ${isBusy ? html`<p class="notice">${words.busy}</p>` : ''}
      <p class="about" role="status">${words.run(momentIn(view, begin))} ${outcomeOf(run, view)}</p>
      ${problem === undefined ? '' : trouble(problem, view)}
      ${progress(run, names, view)}
      ${underWay(run, surroundings, names, view)}
      <div class="copies">${questions.map((question) => questionCard(question, deed, names, view))}
      ${toldTogether(run).map((together) => toldCard(together, names, view))}</div>
      ${notes.map((note) => html`<p class="notice">${note}</p>`)}
      ${end === undefined ? '' : wayBack(deed, view)}
    </div>`;
}

function trouble({ message, hint }: Trouble, { words }: PageView): Html {
  return html`<p class="problem" role="alert">${message ?? words.fault}</p>
      ${hint === undefined ? '' : html`<p class="about">${hint}</p>`}`;
}

function underWay({ begin, end }: Run, { intents }: Surroundings, names: Names, view: PageView): Html[] {
  const sending = end === undefined ? intents.filter(({ at }) => at >= begin) : [];
  return sending.map(({ post, channel, at }) => {
    const said = view.words.sending(names.post(post), names.channel(channel), momentIn(view, at));
    return html`<p class="about">${said}</p>`;
  });
}

function wayBack({ post }: Deed, view: PageView): Html {
  const { words } = view;
  const toPost =
    post === undefined
      ? ''
      : html`<a class="button quiet" href="${pageOf(postPath(post), view)}">${words.toPost}</a>`;
  return html`<div class="deeds"><a class="button quiet" href="${pageOf('', view)}">${words.back}</a>${toPost}</div>`;
}

function outcomeOf({ end, told, questions, problem }: Run, { words }: PageView): string {
  if (end === undefined) return words.going;
  if (told.length === 0) return questions.length > 0 || problem !== undefined ? '' : words.nothing;
  return words.ended(told.length);
}

/** How many of its steps each channel has behind it. */
function progress({ expected, told, end }: Run, names: Names, { words }: PageView): Html | string {
  if (end !== undefined || expected.length === 0) return '';
  const bars = [...Map.groupBy(expected, ({ channel }) => channel.id)].map(([id, own]) => {
    const done = Math.min(told.filter(({ channel }) => channel === id).length, own.length);
    return html`<li><span>${names.channel(id)}</span> <span>${words.of(done, own.length)}</span>
        <progress max="${own.length}" value="${done}">${words.of(done, own.length)}</progress></li>`;
  });
  return html`<ul class="limits">${bars}</ul>`;
}

/**
 * What came of a run, results that say the same of a channel in one: a channel without a secret, or one that is written on
 * by hand, says it once and not for each post. What the owner is asked about stands above already.
 */
function toldTogether({ told, questions }: Run): Together[] {
  const asked = new Set(questions.map(({ post, channel }) => `${post}\n${channel}`));
  const open = told.filter(({ post, channel }) => !asked.has(`${post}\n${channel}`));
  const alike = Map.groupBy(open, ({ channel, outcome, what, url, at }) =>
    outcome === 'by-hand' && url === undefined
      ? `${channel} by hand`
      : JSON.stringify([channel, outcome, what, url, at]),
  );
  return [...alike.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ ...first, posts: [first, ...more].flatMap(({ post }) => post ?? []) }],
  );
}

function toldCard(told: Together, names: Names, view: PageView): Html {
  const { words } = view;
  const { channel, outcome, url, at, posts } = told;
  const hint = hintOf(told, view);
  const links = posts.map(
    (post) => html`<li><a href="${pageOf(postPath(post), view)}">${names.post(post)}</a></li>`,
  );
  return html`<article class="copy">
      <h2>${names.channel(channel)} ${stateMark(words.outcomes[outcome], outcomeTones[outcome])}</h2>
      ${links.length === 0 ? '' : html`<ul class="posts">${links}</ul>`}
      <p class="about">${whatOf(told, view)}${at === undefined ? '' : html` · ${words.until(momentIn(view, at))}`}${url === undefined ? '' : html` · <a href="${url}" rel="noreferrer">${words.copy}</a>`}</p>
      ${hint === undefined ? '' : html`<p class="about">${hint}</p>`}
      ${twinDeed(told, view)}
    </article>`;
}

/** The younger of two copies is taken back from here. */
function twinDeed({ channel, twin, posts: [post] }: Together, view: PageView): Html | string {
  if (twin === undefined || post === undefined) return '';
  const deed: Deed = { deed: 'unpublish', post, to: channel, copy: twin };
  return html`<div class="deeds">${confirmLink(deed, view.words.unpublishTwin, view)}</div>`;
}

/** What to do about it: by a button where there is one here, else as the engine says. */
function hintOf({ said = [], hint }: Together, { words }: PageView): string | undefined {
  const [todo] = said.flatMap(({ name }) => words.todo[name] ?? []);
  return todo ?? hint;
}

/** What is done by hand has a page here, which says more than a command to type. */
function whatOf({ outcome, what, said, url }: Together, { words }: PageView): string {
  if (outcome === 'by-hand' && url === undefined) return words.byHandOnly;
  return said === undefined ? what : said.map((one) => sayIn(words.sayings, one)).join(words.semicolon);
}

/** What the owner was not there to answer: a page of its own asks it. */
function questionCard(
  { post, channel, about, what }: AskedQuestion,
  { via, refresh }: Deed,
  names: Names,
  view: PageView,
): Html {
  const deed: Deed = {
    deed: 'publish',
    post,
    to: channel,
    agree: about,
    ...(via === undefined ? {} : { via }),
    ...(refresh === undefined ? {} : { refresh }),
  };
  return html`<article class="copy asks-owner">
      <h2>${names.channel(channel)}</h2>
      <ul class="posts"><li><a href="${pageOf(postPath(post), view)}">${names.post(post)}</a></li></ul>
      <p class="about">${view.words.agreements[about]}</p>
      ${about === 'overwrite' ? '' : html`<p class="about">${what}</p>`}
      <div class="deeds">${confirmLink(deed, view.words.decide, view)}</div>
    </article>`;
}

function namesIn({ channels, titles }: Surroundings): Names {
  return {
    post: (id) => titles.get(id) ?? id,
    channel: (id) => {
      const channel = channels.find((one) => one.id === id);
      return channel === undefined ? id : channelTitle(channel, channels);
    },
  };
}

/** What posts and channels are called, by their ids. */
interface Names {
  post(id: string): string;
  channel(id: string): string;
}

/** A result, and the posts that have the same. */
interface Together extends Told {
  readonly posts: readonly string[];
}

interface Surroundings {
  readonly intents: readonly Intent[];
  readonly channels: readonly OpenChannel[];
  /** Post → its title. */
  readonly titles: ReadonlyMap<string, string>;
  /** Whether another deed was asked for meanwhile, which was not started. */
  readonly isBusy: boolean;
}
