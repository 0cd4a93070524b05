import { WebSocket } from 'ws';

/**
 * The Wechatsync extension in an author's browser, as it is known to behave: it connects to the local bridge as a client
 * and connects anew when the connection is lost; it answers requests that carry its token; each sync makes a draft, a
 * second one a second draft. Its faults are those that were seen or are to be feared.
 */
export function startExtension({ address, token, ...changes }: ExtensionSettings): ExtensionStandIn {
  const world: World = {
    token,
    logins: { zhihu: 'lin', juejin: 'lin-yan', csdn: 'lin', '51cto': 'lin', jianshu: 'lin', toutiao: 'lin' },
    drafts: [],
    pictures: [],
    asked: [],
    fault: undefined,
    held: [],
    ...changes,
  };
  let socket: WebSocket | undefined;
  let isStopped = false;
  const connect = (): void => {
    if (isStopped) return;
    const opened = new WebSocket(address, { origin: changes.origin ?? EXTENSION });
    socket = opened;
    opened.on('message', (data) => answer(JSON.parse(String(data)), opened, world));
    opened.on('error', () => {});
    opened.on('close', () => setTimeout(connect, AGAIN_AFTER));
  };
  connect();
  return {
    drafts: () => world.drafts,
    pictures: () => world.pictures,
    asked: () => world.asked,
    fail: (fault) => {
      world.fault = fault;
    },
    release: () => {
      for (const send of world.held.splice(0)) send();
    },
    stop: () => {
      isStopped = true;
      socket?.terminate();
    },
  };
}

/** The origin of the extension in one browser. */
export const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

/** How soon it tries again to connect, in milliseconds. */
const AGAIN_AFTER = 20;

function answer({ id, method, token, params }: Asked, socket: WebSocket, world: World): void {
  world.asked.push(method);
  const send = (body: object): void => socket.send(JSON.stringify({ id, ...body }));
  const result = token === world.token ? carryOut(method, params, world) : new Error('Invalid token');
  if (result instanceof Error) send({ error: { message: result.message } });
  else if (method !== 'syncArticle') send({ result });
  else if (world.fault === 'dies') socket.terminate();
  else if (world.fault === 'late') world.held.push(() => send({ result }));
  else for (const told of toldAs(result, world.fault)) send({ result: told });
}

function carryOut(method: string, params: Params, world: World): Told | Error {
  if (world.fault === 'error' && method === 'syncArticle') return new Error('Extension context invalidated');
  return results[method]?.(params, world) ?? new Error(`Unknown method: ${method}`);
}

/** The answers to a sync that went well, each as it is sent. */
function toldAs(result: Told, fault: Fault | undefined): unknown[] {
  if (fault === 'nonsense') return [{ ok: true }];
  if (fault === 'old' && 'results' in result) return [result.results];
  return fault === 'twice' ? [result, result] : [result];
}

const results: Readonly<Record<string, (params: Params, world: World) => Told | Error>> = {
  listPlatforms: (_, { logins }) =>
    known.map((id) => ({
      id,
      name: id,
      isAuthenticated: id in logins,
      ...(id in logins ? { username: logins[id] } : { error: '未登录' }),
    })),
  uploadImage: ({ imageData = '', mimeType = '', platform = '' }, world) => {
    if (world.fault === 'picture') return new Error('图片上传失败');
    world.pictures.push({ platform, type: mimeType, bytes: Buffer.from(imageData, 'base64') });
    return { url: `https://pic.${platform}.example/${world.pictures.length}.png` };
  },
  syncArticle: ({ platforms = [], article }, world) => ({
    syncId: 'sync-1',
    results: platforms.map((platform) => sync(platform, article, world)),
  }),
};

function sync(platform: string, article: Article | undefined, world: World): object {
  if (world.fault === 'refuses') return { platform, success: false, error: '标题太长' };
  if (article === undefined) return { platform, success: false, error: 'no article' };
  world.drafts.push({ platform, ...article });
  const postUrl = `https://${platform}.example/drafts/${world.drafts.length}`;
  return { platform, success: true, postUrl, draftOnly: true };
}

/** It knows no InfoQ, and this version no 哔哩哔哩. */
const known = ['weixin', 'zhihu', 'juejin', 'csdn', '51cto', 'jianshu', 'toutiao', 'segmentfault'];

/**
 * - `picture`: no picture can be uploaded.
 * - `refuses`: the platform takes no article.
 * - `error`: the sync ends with an error of the extension's own.
 * - `dies`: the draft is made, and the browser closes before it says so.
 * - `late`: the draft is made, and the answer comes when it is released.
 * - `twice`: the answer comes twice.
 * - `old`: an older version answers with the list alone.
 * - `nonsense`: the answer says nothing of the platform.
 */
export type Fault = 'picture' | 'refuses' | 'error' | 'dies' | 'late' | 'twice' | 'old' | 'nonsense';

interface World {
  readonly token: string;
  /** Platform → who is logged in there. */
  readonly logins: Readonly<Record<string, string>>;
  readonly drafts: Draft[];
  readonly pictures: UploadedPicture[];
  readonly asked: string[];
  fault: Fault | undefined;
  readonly held: (() => void)[];
}

interface Asked {
  readonly id: string;
  readonly method: string;
  readonly token: string;
  readonly params: Params;
}

interface Params {
  readonly platforms?: readonly string[];
  readonly article?: Article;
  readonly imageData?: string;
  readonly mimeType?: string;
  readonly platform?: string;
}

type Told =
  | { readonly results: readonly object[]; readonly syncId: string }
  | { readonly url: string }
  | readonly object[];

export interface Article {
  readonly title: string;
  readonly markdown?: string;
  readonly content?: string;
  readonly cover?: string;
}

export interface Draft extends Article {
  readonly platform: string;
}

export interface UploadedPicture {
  readonly platform: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface ExtensionSettings {
  /** Where the bridge listens: `ws://localhost:9527`. */
  readonly address: string;
  readonly token: string;
  readonly origin?: string;
  readonly logins?: Readonly<Record<string, string>>;
}

export interface ExtensionStandIn {
  /** The drafts that were made, oldest first. */
  drafts(): readonly Draft[];
  pictures(): readonly UploadedPicture[];
  /** The methods that were asked for, in order. */
  asked(): readonly string[];
  fail(fault: Fault | undefined): void;
  /** Sends the answers that were held back. */
  release(): void;
  /** Closes the browser. */
  stop(): void;
}
