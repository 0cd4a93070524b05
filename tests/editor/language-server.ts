import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Astro's language server as the editor's extension starts it, for one folder. */
export interface LanguageServer {
  /** Opens a text as a file of the folder, saved or not. */
  open(file: string, text: string): void;
  /** What the editor offers at a place, 0-based. */
  complete(file: string, line: number, character: number): Promise<readonly Completion[]>;
  /** What the editor underlines in a file. */
  diagnose(file: string): Promise<readonly { readonly message: string }[]>;
  stop(): Promise<void>;
}

export interface Completion {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

const require = createRequire(createRequire(import.meta.url).resolve('@astrojs/check'));

/** @param root absolute */
export async function startLanguageServer(root: string): Promise<LanguageServer> {
  const server = spawn(process.execPath, [
    require.resolve('@astrojs/language-server/bin/nodeServer.js'),
    '--stdio',
  ]);
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  const { ask, tell } = talk(server.stdin, server.stdout);
  const uri = pathToFileURL(root).href;
  await ask('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'site' }],
    capabilities: {
      textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } }, diagnostic: {} },
    },
    initializationOptions: {
      typescript: { tsdk: dirname(require.resolve('typescript')) },
      contentIntellisense: true,
    },
  });
  tell('initialized', {});
  const documentOf = (file: string) => ({ textDocument: { uri: pathToFileURL(`${root}/${file}`).href } });
  return {
    open: (file, text) => {
      const languageId = file.endsWith('.mdx') ? 'mdx' : 'markdown';
      tell('textDocument/didOpen', {
        textDocument: { ...documentOf(file).textDocument, languageId, version: 1, text },
      });
    },
    complete: async (file, line, character) => {
      const answer = await ask('textDocument/completion', {
        ...documentOf(file),
        position: { line, character },
      });
      return (answer as { items: Completion[] } | null)?.items ?? [];
    },
    diagnose: async (file) => {
      const answer = await ask('textDocument/diagnostic', documentOf(file));
      return (answer as { items: { message: string }[] } | null)?.items ?? [];
    },
    stop: async () => {
      await ask('shutdown', undefined);
      tell('exit', undefined);
      await ended;
    },
  };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly params?: { readonly items?: readonly unknown[] };
}

/** JSON-RPC over a pipe; what the server asks of an editor without settings is answered with none. */
function talk(input: NodeJS.WritableStream, output: NodeJS.ReadableStream) {
  const waiting = new Map<number, (message: Message) => void>();
  let id = 0;
  let buffer: Buffer = Buffer.alloc(0);
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    input.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const take = (message: Message) => {
    if (message.method === undefined) waiting.get(message.id ?? -1)?.(message);
    else if (message.id !== undefined)
      send({ id: message.id, result: message.params?.items?.map(() => null) ?? null });
  };
  output.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (let whole = cut(buffer); whole !== null; whole = cut(buffer)) {
      buffer = whole.rest;
      take(JSON.parse(whole.body));
    }
  });
  const ask = (method: string, params: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      id += 1;
      waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(error.message)),
      );
      send({ id, method, params });
    });
  return { ask, tell: (method: string, params: unknown) => send({ method, params }) };
}

/** The first whole message of what came so far. */
function cut(buffer: Buffer): { readonly body: string; readonly rest: Buffer } | null {
  const head = buffer.indexOf('\r\n\r\n');
  const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('ascii', 0, Math.max(0, head)))?.[1]);
  const from = head + 4;
  if (head < 0 || buffer.length < from + length) return null;
  return { body: buffer.toString('utf8', from, from + length), rest: buffer.subarray(from + length) };
}
