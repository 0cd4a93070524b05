import type { Step } from '../plan/plan.ts';
import { frameEdition, type Preview } from '../render/frame-edition.ts';
import { english as englishSayings, sayIn } from '../sayings.ts';
import { chineseSayings } from '../sayings-zh.ts';
import { recipeFor } from './edition.ts';
import { countOf } from './limits.ts';
import { renderEdition } from './render-edition.ts';

/** A page that shows an edition as its platform would, with the limits it uses and what is sent beside it. */
export function previewPage(step: Step, site: string): string {
  return frameEdition(toPreview(step, site));
}

/** An edition as a page shows it: rendered as it is sent, with how much of each limit it uses. */
export function toPreview({ channel, edition, item, notes }: Step, site: string): Preview {
  const rendered = renderEdition(item, { channel, site });
  const { form } = recipeFor(channel);
  const { limits, kit } = channel.platform;
  const counted = { ...edition, body: rendered.body };
  const isChinese = edition.lang.startsWith('zh');
  const words = isChinese ? chinese : english;
  const sayings = isChinese ? chineseSayings : englishSayings;
  return {
    title: edition.title,
    lang: edition.lang,
    form,
    frame: kit?.frame ?? (form === 'text' ? 'card' : 'wide'),
    rendered,
    spans: spanUnit(channel.platform.limits.find(({ part }) => part === 'body')?.unit),
    limits: limits.map((limit) => ({
      what: words[limit.part],
      used: countOf(counted, limit) ?? 0,
      most: limit.most,
    })),
    notes: notes.map((note) => sayIn(sayings, note)),
    labels: { limits: words.limits, source: words.source },
  };
}

/** What the places of spans count in: bytes where a platform counts graphemes, as Bluesky does. */
function spanUnit(unit: string | undefined): Preview['spans'] {
  return unit === 'graphemes' ? 'utf8' : 'utf16';
}

const english = {
  title: 'title',
  description: 'description',
  tags: 'tags',
  body: 'text',
  limits: 'Limits',
  source: 'What is sent',
};
const chinese = {
  title: '标题',
  description: '摘要',
  tags: '标签',
  body: '正文',
  limits: '限制',
  source: '发送的内容',
};
