import { setTimeout as sleep } from 'node:timers/promises';
import { inLanguage, mainLanguage, Problem } from '#domain';
import site from '#site';
import { openMailer, readMailServer } from '../../integrations/mail/index.ts';
import {
  type Effects,
  newsletterOptions,
  type OpenChannel,
  openMailing,
  readSubscribers,
  type Subscriber,
} from '../../integrations/syndication/index.ts';
import { collectorOrigin } from '../collector-origin.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';

/** How many mails go out between two words of how far it is. */
const STEP = 25;

/** The way to a channel's subscribers; undefined where it is no newsletter. */
export function mailingFor(channel: OpenChannel, { consent, outboxes }: Surroundings) {
  const { id, options, platform, settings } = channel;
  if (platform.options !== newsletterOptions) return undefined;
  const {
    subscribers: list,
    from: address = site.author.email,
    perMinute,
  } = newsletterOptions.parse(options);
  return openMailing({
    channel: id,
    subscribers: () => (list === 'collector' ? subscribersOf(settings.languages) : readSubscribers(list)),
    folder: outboxes,
    from: { name: inLanguage(site.author.name, mainLanguage(site)), address },
    perMinute,
    openMailer: () => openMailer(readMailServer(process.env)),
    now: Date.now,
    sleep,
    mayRepeat: ({ post, channel: to }, count) =>
      consent({
        about: 'again',
        what: `a run ended before the server answered: ${count} mails may have arrived, and would be sent once more`,
        edition: { post, channel: to },
      }),
    nameOf,
    tell: (text) => console.error(text),
    progress: (done, all) => {
      if (process.stderr.isTTY && done % STEP === 0 && done < all)
        console.error(`${id}: ${done} of ${all} mails`);
    },
  });
}

/** Those in the collector's list who subscribed in one of some languages, or in any. */
async function subscribersOf(languages: readonly string[] | undefined): Promise<Subscriber[]> {
  const collector = collectorOrigin();
  if (collector === null)
    throw new Problem('there is no collector, so nobody can subscribe there', {
      hint: 'Name a file in options.subscribers, or set attribution.collector in content/site.ts.',
    });
  const all = await withStore({ content: await soundContent() }, (store) => store.subscribers());
  return all
    .filter(({ lang }) => languages === undefined || languages.some((known) => known === lang))
    .map(({ id, address }) => ({ address, unsubscribe: `${collector}/api/unsubscribe?id=${id}` }));
}

/** Logs are read by others, so an address stands whole only on a screen. */
function nameOf(address: string): string {
  return process.stderr.isTTY ? address : address.replace(/^(.).*@/u, '$1…@');
}

interface Surroundings {
  readonly consent: Effects['consent'];
  /** The folder of the outboxes. */
  readonly outboxes: string;
}
