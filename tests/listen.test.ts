import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Listening, listen } from '../scripts/listen.ts';

let server: Listening;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  const app = new Hono()
    .post('/', async (context) => context.text((await context.req.text()).length.toString()))
    .onError((error, context) => context.text(String(error), 500))
    // More than the buffers on the way hold.
    .get('/large', (context) => context.text('x'.repeat(50_000_000)));
  const patience = { head: 100, request: 200, silence: 400, look: 20 };
  server = await listen(app, { port: 0, host: '127.0.0.1' }, patience);
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

async function open(text: string): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  // What comes is looked at by nobody, nor is it that the server hangs up.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

const HEAD = 'POST / HTTP/1.1\r\nHost: site.example\r\n';

test.each([
  { name: 'nothing', text: '' },
  { name: 'half a head', text: HEAD },
  { name: 'half a body', text: `${HEAD}Content-Length: 100\r\n\r\nhalf` },
])('a client that sends $name is hung up on, and others are served meanwhile', async ({ text }) => {
  const waiting = await Promise.all(Array.from({ length: 20 }, () => open(text)));
  const closed = waiting.map((socket) => {
    socket.resume();
    return once(socket, 'close');
  });
  const answer = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'whole' });
  expect(await answer.text()).toBe('5');
  await Promise.all(closed);
});

test('a client that stops reading is hung up on', async () => {
  const socket = await open('GET /large HTTP/1.1\r\nHost: site.example\r\n\r\n');
  socket.pause();
  // The server closes by itself only once nobody holds a connection.
  await server.close();
  let received = 0;
  socket.on('data', (chunk) => {
    received += chunk.length;
  });
  socket.resume();
  await once(socket, 'close');
  expect(received).toBeLessThan(50_000_000);
});
