import type { Millis } from '#domain';
import { type Mail, type Mailer, MailFailure, type MailPicture } from '../../mail/index.ts';
import type { Letter } from '../exchange.ts';
import { Failure } from '../failure.ts';
import { hashOf, type MailState, type OneMail, type Outbox } from './outbox.ts';
import type { Subscriber } from './subscribers.ts';

/** How long a mailbox that asks to wait is asked again. */
const PATIENCE: Millis = 3 * 24 * 3_600_000;

/** When a mailbox, or a server, that asked to wait is asked again. */
const PAUSE: Millis = 15 * 60_000;

/**
 * Sends a letter to each subscriber who has not been sent it. Each mail has a line in the outbox before it is sent and
 * after, so that a run that dies at any moment is taken up where it ended, and nobody gets a mail twice. A mail of
 * which nobody knows whether it arrived is sent again only where the author says so, and then with the same Message-ID.
 *
 * What a server says of one subscriber stops no other.
 *
 * @throws {Failure} `later` where mails are left, `setup` where the server takes none
 */
export async function deliver(letter: Letter, delivery: Delivery): Promise<void> {
  const { subscribers, mayRepeat, tell } = delivery;
  const states = () => Map.groupBy(subscribers, (one) => delivery.outbox.state(mailOf(one, letter)));
  const before = states();
  const unsure = [...(before.get('sending') ?? []), ...(before.get('uncertain') ?? [])];
  const repeated = unsure.length > 0 && (await mayRepeat(letter, unsure.length)) ? unsure : [];
  const left = [...(before.get(undefined) ?? []), ...(before.get('waiting') ?? [])];
  await sendAll([...left, ...repeated], letter, delivery);
  const after = states();
  tell(`${letter.post} → ${letter.channel}: ${tally(after, delivery)}`);
  const waiting = after.get('waiting')?.length ?? 0;
  if (waiting > 0) throw new Failure('later', `${waiting} mailboxes ask to wait`, { wait: PAUSE });
}

function mailOf({ address }: Subscriber, { post, channel }: Letter): OneMail {
  return { post, channel, address };
}

async function sendAll(to: readonly Subscriber[], letter: Letter, delivery: Delivery): Promise<void> {
  for (const [index, subscriber] of to.entries()) {
    if (index > 0) await delivery.pace();
    await sendOne(subscriber, letter, delivery);
    delivery.progress(index + 1, to.length);
  }
}

/** @throws {Failure} where no other subscriber would be reached either */
async function sendOne(subscriber: Subscriber, letter: Letter, delivery: Delivery): Promise<void> {
  const { outbox, mailer } = delivery;
  const one = mailOf(subscriber, letter);
  const mail = mailTo(subscriber, letter, delivery);
  await outbox.write(one, 'sending');
  try {
    await mailer.send(mail);
    await outbox.write(one, 'sent');
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    const state = stateAfter(error, outbox.firstTried(one), delivery.now());
    await outbox.write(one, state);
    tellOf(error, one.address, delivery);
  }
}

/** Says what became of a mail. @throws {Failure} where no other subscriber would be reached either */
function tellOf(error: MailFailure, address: string, { tell, nameOf }: Delivery): void {
  const name = nameOf(address);
  const said = error.message.replaceAll(address, name);
  tell(`${name}: ${said}${error.outcome === 'uncertain' ? ', so it may have arrived' : ''}`);
  if (!error.isOfServer) return;
  if (error.outcome === 'setup') throw new Failure('setup', said, { hint: error.hint });
  if (error.outcome === 'later') throw new Failure('later', said, { wait: PAUSE });
}

/** A mailbox that has asked to wait for days will not open. */
function stateAfter({ outcome, isOfServer }: MailFailure, first: Millis | undefined, now: Millis) {
  if (outcome === 'refused' || outcome === 'uncertain') return outcome;
  return !isOfServer && first !== undefined && now - first > PATIENCE ? 'refused' : 'waiting';
}

function mailTo(subscriber: Subscriber, letter: Letter, { from, pictures }: Delivery): Mail {
  const { address, unsubscribe } = subscriber;
  const { html, text } = letter.write(unsubscribe);
  return {
    from,
    to: address,
    subject: letter.subject,
    html,
    text,
    pictures,
    messageId: `<${hashOf(mailOf(subscriber, letter))}@${from.address.split('@').at(-1)}>`,
    headers: wayOut(unsubscribe, from.address),
  };
}

/** What mail programs make a button of (RFC 2369), and of an address one that needs no second click (RFC 8058). */
function wayOut(unsubscribe: string | undefined, from: string): Record<string, string> {
  const byMail = `<mailto:${from}?subject=unsubscribe>`;
  if (unsubscribe === undefined) return { 'List-Unsubscribe': byMail };
  return {
    'List-Unsubscribe': `<${unsubscribe}>, ${byMail}`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function tally(
  states: ReadonlyMap<MailState | undefined, readonly Subscriber[]>,
  { subscribers, nameOf }: Delivery,
) {
  const of = (state: MailState) => states.get(state) ?? [];
  const unsure = [...of('sending'), ...of('uncertain')].map(({ address }) => nameOf(address));
  const parts = [
    `${of('sent').length} of ${subscribers.length} subscribers have it`,
    ...(of('refused').length > 0 ? [`${of('refused').length} were refused`] : []),
    ...(of('waiting').length > 0 ? [`${of('waiting').length} are tried again`] : []),
    ...(unsure.length > 0 ? [`it is not known whether it reached ${unsure.join(', ')}`] : []),
  ];
  return parts.join('; ');
}

/** All that a delivery does to the world, and asks of it. */
export interface Delivery {
  readonly subscribers: readonly Subscriber[];
  readonly outbox: Outbox;
  readonly mailer: Mailer;
  readonly from: { readonly name: string; readonly address: string };
  /** The pictures in the letter. */
  readonly pictures: readonly MailPicture[];
  readonly now: () => Millis;
  /** Waits until the next mail may go out. */
  readonly pace: () => Promise<void>;
  /** Whether mails that may have arrived are sent once more. */
  readonly mayRepeat: (letter: Letter, count: number) => Promise<boolean>;
  /** An address as it may be shown where the author reads: whole on their screen, and not in a log that others read. */
  readonly nameOf: (address: string) => string;
  /** Says something to the author. */
  readonly tell: (text: string) => void;
  /** Told after each mail. */
  readonly progress: (done: number, all: number) => void;
}
