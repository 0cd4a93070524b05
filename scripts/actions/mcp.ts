import { Console } from 'node:console';
import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { openServer } from '../mcp/server.ts';

/** Answers an assistant until it hangs up. stdout carries the protocol alone. */
export default async function serveAssistant({ from }: { from: string }): Promise<void> {
  globalThis.console = new Console(process.stderr);
  const server = await openServer(from);
  const hungUp = once(process.stdin, 'end');
  await server.connect(new StdioServerTransport());
  await hungUp;
  await server.close();
}
