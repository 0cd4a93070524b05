import { isIP, isIPv6, SocketAddress } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * Who to count a request against. An IPv6 reader owns a whole /64, so that is what counts.
 *
 * Each proxy adds to `X-Forwarded-For` whom it was asked by; what stands before that anyone can write. So
 * of that list the `trustedProxies`th address from the right counts, and with none trusted the peer.
 *
 * @param trustedProxies how many proxies of ours a request passes. @default 1 where the peer is this
 *   machine, as behind nginx or Caddy beside the server; else 0
 */
export function addressBehind(trustedProxies?: number): (context: Context) => string {
  return (context) => {
    const peer = plain(peerOf(context));
    const proxies = trustedProxies ?? (isLoopback(peer) ? 1 : 0);
    const list = context.req.header('x-forwarded-for')?.split(',') ?? [];
    const forwarded = proxies > 0 ? plain(list.at(-proxies)?.trim() ?? '') : '';
    const address = isIP(forwarded) === 0 ? peer : forwarded;
    return isIPv6(address) ? network(address) : address;
  };
}

function peerOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? '';
  } catch {
    // Asked without a socket, as in a test or on another runtime.
    return '';
  }
}

/** In one spelling; an IPv4 address that came over an IPv6 socket (`::ffff:1.2.3.4`) is an IPv4 address. */
function plain(address: string): string {
  if (!isIPv6(address)) return address;
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^127\./.test(address);
}

function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...(tail === undefined ? [] : zeros), ...after].slice(0, 4).join(':');
}
