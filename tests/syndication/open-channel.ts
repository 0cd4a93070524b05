import { type Channel, channelSchema } from '#domain';
import type { OpenChannel } from '../../integrations/syndication/channels/settings.ts';
import { type Api, definePlatform, type Platform } from '../../integrations/syndication/platform.ts';
import gfm from '../../integrations/syndication/render/recipes/gfm.ts';
import html from '../../integrations/syndication/render/recipes/wordpress.ts';

/** A channel `out` on a platform that does as it is told. `api` changes the one of {@link anyApi}. */
export function openChannel(
  settings: Partial<Channel> = {},
  changes: Partial<OpenChannel> = {},
  platform: Partial<Platform> = {},
): OpenChannel {
  return {
    id: 'out',
    settings: channelSchema.parse({ platform: 'any', ...settings }),
    platform: { ...any, ...platform },
    options: {},
    url: 'http://127.0.0.1:9',
    account: changes.id ?? 'out',
    proxy: undefined,
    since: undefined,
    secrets: {},
    lacks: [],
    ...changes,
  };
}

/** Finds nothing, and takes all. */
export const anyApi: Api = {
  find: async () => [],
  create: async ({ post }) => ({ id: post, url: `https://any.example/${post}` }),
  update: async (id) => ({ id, url: `https://any.example/${id}` }),
};

const any: Platform = definePlatform({
  name: 'Any',
  url: 'http://127.0.0.1:9',
  secrets: {},
  render: [gfm, html],
  limits: [],
  api: anyApi,
});
