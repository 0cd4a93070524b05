import { setTimeout as sleep } from 'node:timers/promises';
import { inLanguage, mainLanguage } from '#domain';
import site from '#site';
import { openMailer, readMailServer } from '../../integrations/mail/index.ts';
import {
  type Effects,
  newsletterOptions,
  type OpenChannel,
  openMailing,
} from '../../integrations/syndication/index.ts';

/** How many mails go out between two words of how far it is. */
const STEP = 25;

/** The way to a channel's subscribers; undefined where it is no newsletter. */
export function mailingFor({ id, options, platform }: OpenChannel, { consent, outboxes }: Surroundings) {
  if (platform.options !== newsletterOptions) return undefined;
  const {
    subscribers: list,
    from: address = site.author.email,
    perMinute,
  } = newsletterOptions.parse(options);
  return openMailing({
    channel: id,
    list,
    folder: outboxes,
    from: { name: inLanguage(site.author.name, mainLanguage(site)), address },
    perMinute,
    openMailer: () => openMailer(readMailServer(process.env)),
    now: Date.now,
    sleep,
    mayRepeat: ({ post, channel }, count) =>
      consent({
        about: 'again',
        what: `a run ended before the server answered: ${count} mails may have arrived, and would be sent once more`,
        edition: { post, channel },
      }),
    nameOf,
    tell: (text) => console.error(text),
    progress: (done, all) => {
      if (process.stderr.isTTY && done % STEP === 0 && done < all)
        console.error(`${id}: ${done} of ${all} mails`);
    },
  });
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
