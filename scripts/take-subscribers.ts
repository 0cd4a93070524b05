import { inLanguage, Problem } from '#domain';
import site from '#site';
import { strings } from '#strings';
import type { CollectorSettings } from '../integrations/attribution/index.ts';
import { MailFailure, openMailer, readMailServer } from '../integrations/mail/index.ts';
import { newsletterOptions } from '../integrations/syndication/index.ts';
import { collectorOrigin } from './collector-origin.ts';
import { printError } from './print-error.ts';

type Newsletter = NonNullable<CollectorSettings['newsletter']>;

/** What the collector needs to take subscribers; undefined where no channel writes to its list, or no mail can be sent. */
export function takeSubscribers(): Newsletter | undefined {
  const address = collectorOrigin();
  const channel = Object.values(site.channels).find(
    ({ platform, options }) => platform === 'newsletter' && options?.['subscribers'] === 'collector',
  );
  if (channel === undefined || address === null) return undefined;
  const { from = site.author.email } = newsletterOptions.parse(channel.options);
  try {
    return { address, askToConfirm: askBy(openMailer(readMailServer(process.env)), from) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    printError(new Problem(`nobody can subscribe: ${error.message}`, { hint: error.hint ?? '' }));
    return undefined;
  }
}

function askBy(mailer: ReturnType<typeof openMailer>, from: string): Newsletter['askToConfirm'] {
  return async ({ address: to, lang, link }) => {
    const title = inLanguage(site.title, lang);
    const { subject, mail } = strings(lang).subscribe;
    const sender = { name: inLanguage(site.author.name, lang), address: from };
    try {
      await mailer.send({ from: sender, to, subject: subject(title), text: mail(title, link) });
    } catch (error) {
      if (!(error instanceof MailFailure)) throw error;
      // The form says nothing of an address, and the log names nobody.
      if (error.isOfServer) throw new Error(`no mail goes out: ${error.message.replaceAll(to, '…')}`);
    }
  };
}
