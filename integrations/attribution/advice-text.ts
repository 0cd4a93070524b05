import { formatMoney, type Lang, type Offer } from '#domain';
import type { Advice } from './advise.ts';
import { formatCount } from './render-report.ts';
import { offerTitle } from './studio/report-pages.ts';
import { channelName, wordsFor } from './words.ts';

/** A piece of advice in words, with its figures. */
export function adviceText(advice: Advice, { lang, offers, titles }: AdviceNames): string {
  const words = wordsFor(lang).advice;
  const count = (number: number) => formatCount(number, lang);
  const title = (post: string) => titles.get(post) ?? post;
  switch (advice.kind) {
    case 'lead-waits':
      return words.leadWaits(advice.name, offerTitle(advice.offer, offers, lang), count(advice.days));
    case 'copies-old':
      return words.copiesOld(
        title(advice.post),
        advice.channels
          .map((channel) => channelName(channel, lang))
          .join(lang.startsWith('zh') ? '、' : ', '),
      );
    case 'post-to-nowhere':
      return words.postToNowhere(title(advice.post), count(advice.readers), count(advice.reads));
    case 'offer-unseen':
      return words.offerUnseen(offerTitle(advice.offer, offers, lang), count(advice.views));
    case 'channel-pays':
      return words.channelPays(
        channelName(advice.channel, lang),
        formatMoney(advice.perThousand, lang),
        formatMoney(advice.average, lang),
        count(advice.conversions),
      );
  }
}

export interface AdviceNames {
  readonly lang: Lang;
  readonly offers: readonly Offer[];
  /** Post → its title. */
  readonly titles: ReadonlyMap<string, string>;
}
