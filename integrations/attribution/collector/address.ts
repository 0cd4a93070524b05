import { BlockList, isIP, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');

/**
 * Who to count a request against: the peer's address, or, where the peer is a proxy on this machine or
 * network, the last one it forwarded for. An IPv6 reader owns a whole /64, so that is what counts.
 */
export function addressOf(context: Context): string {
  const peer = peerOf(context);
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const address = isNearby(peer) && isIP(forwarded) !== 0 ? forwarded : peer;
  return isIPv6(address) ? network(address) : address;
}

function peerOf(context: Context): string {
  try {
    return (getConnInfo(context).remote.address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  } catch {
    // Asked without a socket, as in a test or on another runtime.
    return '';
  }
}

function isNearby(address: string): boolean {
  return isIP(address) !== 0 && nearby.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...(tail === undefined ? [] : zeros), ...after].slice(0, 4).join(':');
}
