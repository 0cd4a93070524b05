import { isIP, isIPv6, SocketAddress } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { Problem } from '#domain';

/**
 * Who to count a request against. An IPv6 reader owns a whole /64, so that is what counts.
 *
 * Each proxy adds to `X-Forwarded-For` whom it was asked by; what stands before that anyone can write. So
 * of that list the `trustedProxies`th address from the right counts, and with none trusted the peer.
 *
 * @param settings.trustedProxies how many proxies of the owner a request passes. @default 1 where the peer is this
 *   machine, as behind nginx or Caddy beside the server; else 0
 */
export function addressBehind({
  trustedProxies,
  report = console.error,
}: ProxySettings): (context: Context) => string {
  const warn = warnOnce(report);
  return (context) => {
    const peer = plain(peerOf(context));
    const proxies = trustedProxies ?? (isLoopback(peer) ? 1 : 0);
    const header = context.req.header('x-forwarded-for');
    const list = header?.split(',') ?? [];
    const forwarded = proxies > 0 ? plain(list.at(-proxies)?.trim() ?? '') : '';
    if (header === undefined && proxies > 0 && isForwarded(context, peer)) warn();
    const address = isIP(forwarded) === 0 ? peer : forwarded;
    return isIPv6(address) ? network(address) : address;
  };
}

/** A request that came for another name than this machine's own passed a proxy. */
function isForwarded(context: Context, peer: string): boolean {
  const host = URL.parse(context.req.url)?.hostname ?? '';
  return peer !== '' && !/^(localhost|127\..*|\[::1\])$/.test(host);
}

function warnOnce(report: (problem: Problem) => void): () => void {
  let isTold = false;
  return () => {
    if (!isTold) report(new Problem(NO_HEADER, { hint: SET_HEADER }));
    isTold = true;
  };
}

const NO_HEADER =
  'a proxy forwards requests without X-Forwarded-For, so all readers share one rate limit and most are refused';
const SET_HEADER =
  'Set the header in the proxy: nginx `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`. Caddy sets it by itself. Without a proxy, set BYLINE_TRUSTED_PROXIES=0.';

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

export interface ProxySettings {
  readonly trustedProxies?: number | undefined;
  /** Told once that the header is missing. @default console.error */
  readonly report?: ((problem: Problem) => void) | undefined;
}
