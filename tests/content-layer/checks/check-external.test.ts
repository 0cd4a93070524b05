import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  checkExternal,
  type ExternalSettings,
  isNotPublic,
} from '../../../integrations/content-layer/checks/check-external.ts';
import { type Folder, folderOf } from '../../content/folder.ts';

let folder: Folder;
let server: Server;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  folder = await folderOf({});
  asked = [];
  answer = (_, response) => response.end();
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

function check(paths: readonly string[], more: Partial<ExternalSettings> = {}) {
  const links = paths.map((path, index) => ({
    url: path.startsWith('/') ? address(path) : path,
    file: 'content/posts/a.md',
    line: index + 1,
  }));
  const cacheFile = join(folder.root, '.byline/links.json');
  return checkExternal(links, { fetch, now: () => 1000, cacheFile, skip: () => false, ...more });
}

async function said(paths: readonly string[], more: Partial<ExternalSettings> = {}): Promise<string[]> {
  const { findings } = await check(paths, more);
  return findings.map(
    ({ level, place, message }) => `${level} ${place?.line} ${message.replace(/:\d{2,}/, '')}`,
  );
}

describe('an address elsewhere', () => {
  test('that answers is asked once, by HEAD, whatever its part', async () => {
    expect(await said(['/a', '/a#one', '/a#two', '/b'])).toEqual([]);
    expect(asked.sort()).toEqual(['HEAD /a', 'HEAD /b']);
  });

  test('is asked by GET where HEAD is refused', async () => {
    answer = ({ method }, response) => response.writeHead(method === 'HEAD' ? 405 : 200).end();
    expect(await said(['/a'])).toEqual([]);
    expect(asked).toEqual(['HEAD /a', 'GET /a']);
  });

  test.each([
    [404, ['error 1 nothing is there any more: http://127.0.0.1/a (it answers 404)']],
    [410, ['error 1 nothing is there any more: http://127.0.0.1/a (it answers 410)']],
    [403, ['warning 1 it may be gone: http://127.0.0.1/a (it answers 403)']],
    [500, ['warning 1 it may be gone: http://127.0.0.1/a (it answers 500)']],
    [204, []],
  ])('that answers %i', async (status, expected) => {
    answer = (_, response) => response.writeHead(status).end();
    expect(await said(['/a'])).toEqual(expected);
  });

  test('that moved is followed', async () => {
    answer = ({ url }, response) =>
      response.writeHead(url === '/old' ? 301 : 200, { location: '/new' }).end();
    expect(await said(['/old'])).toEqual([]);
    expect(asked).toEqual(['HEAD /old', 'HEAD /new']);
  });

  test('that never answers is given up on', async () => {
    answer = () => undefined;
    expect(await said(['/a'], { patience: 50 })).toEqual([
      'warning 1 it may be gone: http://127.0.0.1/a (it did not answer in time)',
    ]);
  });

  test('that nobody listens on is a warning', async () => {
    const gone = address('/a');
    server.close();
    await once(server, 'close');
    expect(await said([gone])).toEqual([
      'warning 1 it may be gone: http://127.0.0.1/a (it refuses connections)',
    ]);
  });

  test('dead in two places is told in both', async () => {
    answer = (_, response) => response.writeHead(404).end();
    expect(await said(['/a', '/a#part'])).toHaveLength(2);
    expect(asked).toEqual(['HEAD /a', 'GET /a']);
  });
});

describe('what was answered', () => {
  test('is remembered while it is believed, if it was sound', async () => {
    answer = ({ url }, response) => response.writeHead(url === '/dead' ? 404 : 200).end();
    await check(['/a', '/dead']);
    expect(await check(['/a', '/dead'])).toMatchObject({ asked: 1, remembered: 1 });
    expect(asked.filter((line) => line.endsWith('/a'))).toEqual(['HEAD /a']);
    expect(asked.filter((line) => line.endsWith('/dead'))).toHaveLength(4);
  });

  test('is asked again when it is old', async () => {
    await check(['/a']);
    expect(await check(['/a'], { now: () => 3000, believe: 1000 })).toMatchObject({
      asked: 1,
      remembered: 0,
    });
  });

  test.each(['', '{', '{"x": {"status": "well"}}'])(
    'is forgotten when its file is broken: %j',
    async (text) => {
      await check(['/a']);
      await writeFile(join(folder.root, '.byline/links.json'), text);
      expect(await check(['/a'])).toMatchObject({ asked: 1 });
      expect(JSON.parse(await readFile(join(folder.root, '.byline/links.json'), 'utf8'))).toHaveProperty([
        address('/a'),
      ]);
    },
  );
});

describe('who is not asked', () => {
  test.each([
    'http://localhost:4321/',
    'http://127.0.0.1/',
    'http://10.0.0.1/',
    'http://172.16.9.1/',
    'http://192.168.1.1/admin',
    'http://169.254.169.254/latest',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[fd00::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://router/',
    'http://printer.local/',
    'https://sponsor.example/',
  ])('%s', (url) => expect(isNotPublic(new URL(url))).toBe(true));

  test.each([
    'https://example.com/',
    'http://172.32.0.1/',
    'http://11.0.0.1/',
    'https://中文.com/',
    'http://[2001:db8::1]/',
  ])('but %s is', (url) => expect(isNotPublic(new URL(url))).toBe(false));

  test('and nothing goes to them', async () => {
    expect(await check(['/a'], { skip: isNotPublic })).toMatchObject({ asked: 0, skipped: 1 });
    expect(asked).toEqual([]);
  });
});
