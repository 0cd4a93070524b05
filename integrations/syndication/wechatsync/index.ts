import type { OpenChannel } from '../channels/settings.ts';
import { type Api, Failure, type Platform } from '../platform.ts';
import type { Bridge } from './bridge.ts';
import { extensionPictures, openExtension } from './extension.ts';

/**
 * The channels that Wechatsync can write to, as the engine sees them then: each has an API that makes drafts. Those it
 * cannot write to are left out.
 *
 * @param bridge undefined where no token is set: each channel then says what it lacks
 */
export function throughWechatsync(
  channels: readonly OpenChannel[],
  bridge: Bridge | undefined,
): OpenChannel[] {
  const extension = bridge === undefined ? undefined : openExtension(bridge);
  return channels.flatMap((channel) => {
    const { platform } = channel;
    const { wechatsync, name, idOf } = platform;
    if (wechatsync === undefined || platform.api !== undefined) return [];
    const reached = { wechatsync, name, ...(idOf === undefined ? {} : { idOf }) };
    const api = extension?.apiFor(reached) ?? nobody;
    const lacks = extension === undefined ? [...channel.lacks, NO_TOKEN] : channel.lacks;
    return [
      { ...channel, lacks, platform: { ...platform, api, pictures: extensionPictures } satisfies Platform },
    ];
  });
}

/** Is never asked: a channel that lacks something is not written to. */
const nobody: Api = {
  create: async () => {
    throw new Failure('setup', NO_TOKEN);
  },
};

const NO_TOKEN =
  'WECHATSYNC_TOKEN is not set in .env: choose a long one, write it there, and into the settings of the extension under 同步桥接';
