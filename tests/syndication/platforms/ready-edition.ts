import { toEdition } from '../../../integrations/syndication/editions/edition.ts';
import type { Send } from '../../../integrations/syndication/exchange.ts';
import type { Open, Ready } from '../../../integrations/syndication/platform.ts';
import { feedItem } from '../feed-item.ts';
import { noSend } from '../no-send.ts';
import { openChannel } from '../open-channel.ts';

/** An edition as an adapter is handed it, with what a test says of it. */
export function readyEdition(changes: Partial<Ready> = {}): Ready {
  const channel = openChannel();
  const edition = toEdition(feedItem(), { ...channel, channel: channel.id });
  return {
    ...edition,
    key: 'key',
    format: 'markdown',
    body: 'Body.',
    bodies: { markdown: 'Body.' },
    spans: [],
    summary: 'A first post.',
    cover: undefined,
    home: 'https://site.example',
    plainText: () => 'Body.',
    ...changes,
  };
}

/** A server that answers as `send` says; asking in another way fails the test. */
export function openTo<Secret extends string>(
  secrets: Readonly<Record<Secret, string>>,
  send: Partial<Send>,
): Open<Secret, undefined> {
  return {
    url: 'https://platform.example',
    account: 'me',
    secrets,
    session: undefined,
    options: {},
    now: () => Date.UTC(2026, 10, 1),
    once: (_, ask) => ask(),
    send: { ...noSend, ...send },
  };
}
