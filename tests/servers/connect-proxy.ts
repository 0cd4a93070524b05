import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy on port 0 that only tunnels, by CONNECT, and counts its tunnels. */
export async function startConnectProxy(how: How = {}): Promise<ConnectProxy> {
  const tunnels: Tunnel[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', ({ url = '', headers }, socket: Duplex) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    tunnels.push({ to: url, login: headers['proxy-authorization'] });
    if (how.login !== undefined && headers['proxy-authorization'] !== basic(how.login))
      return say(socket, 407);
    if (how.answers !== undefined) return say(socket, how.answers);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => say(socket, 502));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels: () => tunnels,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function say(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
}

function basic(login: string): string {
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

interface How {
  /** `user:password` that it wants. */
  readonly login?: string;
  /** What it answers instead of a tunnel. */
  readonly answers?: number;
}

interface Tunnel {
  /** Host and port. */
  readonly to: string;
  readonly login: string | undefined;
}

export interface ConnectProxy {
  readonly url: string;
  tunnels(): readonly Tunnel[];
  close(): Promise<void>;
}
