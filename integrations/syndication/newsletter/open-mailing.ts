import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Millis, Problem } from '#domain';
import { type Mailer, MailFailure, type MailPicture } from '../../mail/index.ts';
import { sha256 } from '../editions/source-hash.ts';
import type { Letter, Mailing } from '../exchange.ts';
import { Failure } from '../failure.ts';
import { writeDurably } from '../records/durable-file.ts';
import { deliver } from './deliver.ts';
import { openOutbox } from './outbox.ts';
import type { Subscriber } from './subscribers.ts';

/** The way to the subscribers of one channel. What it keeps is in `folder`: the outbox, and the pictures of its mails. */
export function openMailing(settings: MailingSettings): Mailing {
  const { channel, folder, from, perMinute, now, sleep } = settings;
  const pictures = join(folder, 'pictures');
  const subscribers = (): Promise<Subscriber[]> => settling(settings.subscribers);

  return {
    keep: async ({ bytes, type }) => {
      const cid = `${sha256(bytes).slice(0, 32)}.${endings[type] ?? 'png'}`;
      await mkdir(pictures, { recursive: true });
      await writeDurably(join(pictures, cid), Buffer.from(bytes));
      return { url: `cid:${cid}` };
    },

    deliver: async (letter) => {
      const to = await subscribers();
      if (to.length === 0) throw new Failure('refused', 'nobody has subscribed yet');
      const mailer = await settling(async () => settings.openMailer());
      const outbox = await openOutbox(join(folder, `${channel}.jsonl`), now);
      try {
        const kept = await readPictures(letter.write(undefined).html, pictures);
        const pace = () => sleep(60_000 / perMinute);
        await deliver(letter, { ...settings, subscribers: to, outbox, mailer, from, pictures: kept, pace });
      } finally {
        mailer.close();
        await outbox.close();
      }
    },

    who: async () => {
      const to = await subscribers();
      const mailer = await settling(async () => settings.openMailer());
      try {
        const host = await mailer.check();
        return `${from.address} at ${host}, with ${to.length} subscribers`;
      } catch (error) {
        throw asFailure(error);
      } finally {
        mailer.close();
      }
    },
  };
}

/** What its owner has to put right stops the channel, and no other. */
async function settling<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof MailFailure)
    return new Failure(error.outcome === 'later' ? 'later' : 'setup', error.message, { hint: error.hint });
  if (error instanceof Problem)
    return new Failure('setup', error.message, { hint: error.hint, cause: error });
  if (error instanceof AggregateError) return new Failure('setup', error.errors.map(sayWithPlace).join('; '));
  return error;
}

function sayWithPlace(error: Error): string {
  const { file, line } = (error instanceof Problem && error.place) || {};
  return file === undefined ? error.message : `${file}:${line}: ${error.message}`;
}

/** The pictures that a mail shows. */
function readPictures(html: string, folder: string): Promise<MailPicture[]> {
  const cids = new Set([...html.matchAll(/"cid:([0-9a-f]{32}\.\w+)"/g)].flatMap(([, cid]) => cid ?? []));
  return Promise.all([...cids].map((cid) => readPicture(cid, folder)));
}

async function readPicture(cid: string, folder: string): Promise<MailPicture> {
  const file = join(folder, cid);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Failure('refused', `the picture ${file} is not there any more`, {
      hint: 'Delete .byline/publishing.jsonl where no run is under way, and publish again: the picture is made anew.',
      cause,
    });
  });
  return { cid, name: cid, type: typeOf(cid), bytes };
}

function typeOf(name: string): string {
  const ending = name.split('.').at(-1);
  return Object.keys(endings).find((type) => endings[type] === ending) ?? 'image/png';
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
};

/** What a channel's mailing needs of its owner and of the world. */
export interface MailingSettings {
  readonly channel: string;
  /** Reads who is written to. @throws {Problem} */
  readonly subscribers: () => Promise<Subscriber[]>;
  readonly folder: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly perMinute: number;
  /** @throws {Problem} where no mail server is named */
  readonly openMailer: () => Mailer;
  readonly now: () => Millis;
  readonly sleep: (duration: Millis) => Promise<void>;
  readonly mayRepeat: (letter: Letter, count: number) => Promise<boolean>;
  readonly nameOf: (address: string) => string;
  readonly tell: (text: string) => void;
  readonly progress: (done: number, all: number) => void;
}
