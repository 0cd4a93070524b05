import { html } from 'hono/html';
import type { Html } from '../../studio/index.ts';
import type { OpenChannel } from '../channels/settings.ts';
import type { OutlinedStep } from '../plan/plan.ts';
import { isStale } from '../plan/stale.ts';
import { type StatusRow, statusOf } from '../plan/status.ts';
import type { Run } from './runs.ts';
import {
  confirmLink,
  deedForm,
  momentIn,
  type PageView,
  pageOf,
  postPath,
  stateMark,
  stateTones,
} from './view.ts';

/** Where every post is on every channel, and what can be done about all of it at once. */
export function overviewPage({ steps, channels, current, isWhole }: Overview, view: PageView): Html {
  const { words } = view;
  if (channels.length === 0) return html`<p class="about">${words.noChannels}</p>`;
  const posts = [...Map.groupBy(steps, ({ post }) => post).values()].toSorted(newestFirst);
  const shown = isWhole ? posts : posts.slice(0, MOST_ROWS);
  return html`${current === undefined ? '' : underWay(current, view)}
      ${deeds(steps, channels, view)}
      ${posts.length === 0 ? html`<p class="about">${words.noPosts}</p>` : matrix(shown, channels, view)}
      ${
        shown.length === posts.length
          ? ''
          : html`<p class="about">${words.newest(shown.length, posts.length)} <a href="${pageOf('', view, { all: '1' })}">${words.showAll}</a></p>`
      }`;
}

/** As many posts as are shown at first. */
const MOST_ROWS = 50;

function underWay({ id, deed }: Run, view: PageView): Html {
  const { words } = view;
  return html`<p class="notice">${words.underWay}: ${words.deeds[deed.deed]}. <a href="${pageOf(`runs/${id}`, view)}">${words.seeRun}</a></p>`;
}

function deeds(steps: readonly OutlinedStep[], channels: readonly OpenChannel[], view: PageView): Html {
  const { words } = view;
  const count = (...actions: OutlinedStep['action'][]) =>
    steps.filter(({ action }) => actions.includes(action)).length;
  const [create, update, blocked] = [count('create'), count('update', 'look-up'), count('blocked')];
  const waiting = create + update === 0 ? [] : [words.waiting(create, update)];
  const stuck = blocked === 0 ? [] : [words.blocked(blocked)];
  const stale = steps.filter(isStale).length;
  const browsers = channels.filter(({ platform }) => platform.wechatsync !== undefined);
  const names = browsers.map(({ platform }) => platform.name).join(words.and);
  return html`<p class="about">${[...waiting, ...stuck].join(words.space) || words.upToDate}</p>
      <div class="deeds">
        ${create + update === 0 ? '' : deedForm({ deed: 'publish' }, words.publishAll, view)}
        ${deedForm({ deed: 'verify' }, words.verifyAll, view, { isQuiet: true })}
        ${browsers.length === 0 ? '' : deedForm({ deed: 'publish', via: 'wechatsync' }, words.drafts, view, { isQuiet: true })}
        ${stale === 0 ? '' : confirmLink({ deed: 'publish', refresh: 'yes' }, words.refreshAll(stale), view)}
        <a class="button quiet" href="${pageOf('channels', view)}">${words.channels}</a>
      </div>
      ${stale === 0 ? '' : html`<p class="about">${words.refreshAbout(stale)}</p>`}
      ${browsers.length === 0 ? '' : html`<p class="about">${words.draftsAbout(names)}</p>`}`;
}

function matrix(
  posts: readonly (readonly OutlinedStep[])[],
  channels: readonly OpenChannel[],
  view: PageView,
): Html {
  const names = new Map(channels.map((channel) => [channel.id, channelTitle(channel, channels)]));
  const heads = channels.map(({ id }) => html`<th scope="col">${names.get(id)}</th>`);
  return html`<div class="wide"><table class="matrix">
        <thead><tr><th scope="col">${view.words.post}</th>${heads}</tr></thead>
        <tbody>${posts.map((own) => matrixRow(own, channels, names, view))}</tbody>
      </table></div>`;
}

function matrixRow(
  own: readonly OutlinedStep[],
  channels: readonly OpenChannel[],
  names: ReadonlyMap<string, string>,
  view: PageView,
): Html {
  const [first] = own;
  const rows = new Map(statusOf(own).map((row) => [row.channel, row]));
  const cells = channels.map(({ id }) => {
    const row = rows.get(id);
    if (row === undefined) return html`<td class="none">–</td>`;
    return html`<td data-channel="${names.get(id)}">${cell(row, view)}</td>`;
  });
  const post = first?.post ?? '';
  return html`<tr><th scope="row"><a href="${pageOf(postPath(post), view)}">${first?.item.title ?? post}</a></th>${cells}</tr>`;
}

function cell({ state, url, until }: StatusRow, view: PageView): Html {
  const { words } = view;
  const mark = stateMark(words.states[state], stateTones[state]);
  const when = until === undefined ? '' : html` <small>${words.until(momentIn(view, until))}</small>`;
  return html`${url === undefined ? mark : html`<a href="${url}" rel="noreferrer">${mark}</a>`}${when}`;
}

/** What a channel is called: its platform's name, with its own id where several are on one platform. */
export function channelTitle({ id, platform }: OpenChannel, all: readonly OpenChannel[]): string {
  const isOne = all.filter((other) => other.platform.name === platform.name).length === 1;
  return isOne ? platform.name : `${platform.name} · ${id}`;
}

function newestFirst([a]: readonly OutlinedStep[], [b]: readonly OutlinedStep[]): number {
  return (b?.edition.published ?? 0) - (a?.edition.published ?? 0);
}

interface Overview {
  readonly steps: readonly OutlinedStep[];
  readonly channels: readonly OpenChannel[];
  /** The run that is under way. */
  readonly current: Run | undefined;
  /** Whether every post is shown. */
  readonly isWhole: boolean;
}
