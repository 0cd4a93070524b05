import { type Channel, channelSchema } from '#domain';
import { definePlatform, type Platform } from '../../integrations/syndication/platform.ts';
import type { OpenChannel } from '../../integrations/syndication/settings.ts';

/** A channel `out` on a platform that does as it is told. */
export function openChannel(
  settings: Partial<Channel> = {},
  changes: Partial<OpenChannel> = {},
  platform: Partial<Platform> = {},
): OpenChannel {
  return {
    id: 'out',
    settings: channelSchema.parse({ platform: 'any', ...settings }),
    platform: { ...any, ...platform },
    url: 'http://127.0.0.1:9',
    since: undefined,
    secrets: {},
    lacks: [],
    ...changes,
  };
}

const any = definePlatform({
  name: 'Any',
  url: 'http://127.0.0.1:9',
  secrets: {},
  formats: ['markdown'],
  limits: {},
  find: async () => null,
  create: async ({ post }) => ({ remoteId: post, url: `https://any.example/${post}` }),
  update: async (remoteId) => ({ remoteId, url: `https://any.example/${remoteId}` }),
});
