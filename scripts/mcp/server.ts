import { readFile } from 'node:fs/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { problemsIn } from '#domain';
import { loadFolder } from '../../integrations/foundation/load-folder.ts';
import { printable, printableJson } from '../printable.ts';
import type { Session, Tool } from './tool.ts';

/** How long an author may take to answer a question, in milliseconds. */
const PATIENCE = 10 * 60_000;

/** A server for assistants with every tool in `tools/`. @param from where the feed is */
export async function openServer(from: string): Promise<McpServer> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const server = new McpServer({ name: 'byline', version });
  const tools = await loadFolder<Tool>(new URL('./tools/', import.meta.url));
  for (const [name, { description, input, isWrite = false, answer }] of tools) {
    const annotations = { readOnlyHint: !isWrite, destructiveHint: isWrite, openWorldHint: isWrite };
    server.registerTool(name, { description, inputSchema: input, annotations }, async (asked) =>
      answering(() => answer(asked, { from, confirm: confirmBy(server) })),
    );
  }
  return server;
}

/** What a tool answers, or what its author has to put right. */
async function answering(work: () => Promise<unknown>): Promise<CallToolResult> {
  try {
    const answer = await work();
    return says(typeof answer === 'string' ? answer : printableJson(answer));
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === null) throw error;
    const lines = problems.map(({ message, hint }) => (hint === undefined ? message : `${message}. ${hint}`));
    return { ...says(lines.map(printable).join('\n')), isError: true };
  }
}

function says(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

/** The author's word, in a form of their client; undefined where it has none. */
function confirmBy({ server }: McpServer): Session['confirm'] {
  if (server.getClientCapabilities()?.elicitation === undefined) return undefined;
  return async (message) => {
    const { action, content } = await server.elicitInput(
      { message, requestedSchema: FORM },
      { timeout: PATIENCE },
    );
    return action === 'accept' && content?.['agree'] === true;
  };
}

/** A box to tick, so that no client agrees by itself with what stands in a form at first. */
const FORM = {
  type: 'object' as const,
  properties: { agree: { type: 'boolean' as const, title: 'Yes, do it', default: false } },
  required: ['agree'],
};
