import { Problem } from '#domain';
import {
  type Bridge,
  createBridge,
  loadPlatforms,
  type OpenChannel,
  throughWechatsync,
} from '../../integrations/syndication/index.ts';

/** A way to send beside a platform's own API, as `--via` names it. */
export type Way = 'wechatsync';

/** The bridge to the extension, with the token and the port of this environment; undefined where no token is set. */
export function openBridge(
  env: NodeJS.ProcessEnv,
  onWaiting?: (address: string) => void,
): Bridge | undefined {
  const token = env['WECHATSYNC_TOKEN']?.trim();
  if (!token) return undefined;
  return createBridge({ token, port: portOf(env['WECHATSYNC_PORT']), onWaiting });
}

/**
 * The channels that are reached through the extension.
 *
 * @param asked ids that were asked for
 * @throws {Problem} where one of them cannot be reached in this way, or none can
 */
export async function channelsVia(
  channels: readonly OpenChannel[],
  bridge: Bridge | undefined,
  asked: readonly string[] = [],
): Promise<OpenChannel[]> {
  const reached = throughWechatsync(channels, bridge);
  const strange = channels.find(({ id }) => asked.includes(id) && !reached.some((one) => one.id === id));
  if (strange !== undefined)
    throw new Problem(`Wechatsync does not reach ${strange.id} (${strange.platform.name})`, {
      hint: `Leave --via out, or choose: ${namesOf(reached)}.`,
    });
  if (reached.length === 0)
    throw new Problem('no channel of content/site.ts is reached through Wechatsync', {
      hint: `Add one to channels, such as zhihu: { platform: 'zhihu' }. It reaches: ${await reachable()}.`,
    });
  return reached;
}

async function reachable(): Promise<string> {
  const platforms = [...(await loadPlatforms())].filter(([, { wechatsync }]) => wechatsync !== undefined);
  return platforms.map(([id]) => id).join(', ');
}

function namesOf(channels: readonly OpenChannel[]): string {
  return channels.length === 0 ? 'no channel yet' : channels.map(({ id }) => id).join(', ');
}

function portOf(text = '9527'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port <= 65_535) return port;
  throw new Problem(`WECHATSYNC_PORT is “${text}”`, { hint: 'It is a port, such as 9527.' });
}
