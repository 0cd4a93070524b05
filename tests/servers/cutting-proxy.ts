import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * Stands between a client and a server on this machine. After {@link CuttingProxy.cut} it lets the next request with
 * a word in it through, waits until the server has answered, and breaks the connection in place of the answer.
 */
export async function startCuttingProxy(port: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let armed: { readonly word: string; readonly done: () => void } | undefined;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let isLast: (() => void) | undefined;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].map((end) => end.destroy()));
    }
    client.on('data', (data) => {
      if (armed !== undefined && data.includes(armed.word)) [isLast, armed] = [armed.done, undefined];
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isLast === undefined) return void client.write(data);
      client.destroy();
      isLast();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: (word) => new Promise((done) => (armed = { word, done })),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface CuttingProxy {
  readonly port: number;
  /** Breaks the connection once a request with this word was answered; resolves when it has. */
  cut(word: string): Promise<void>;
  close(): Promise<void>;
}
