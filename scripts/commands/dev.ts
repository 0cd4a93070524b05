import { dev as startDev } from 'astro';
import { Command } from 'commander';
import { listen } from '../listen.ts';
import { parsePort } from '../port.ts';

/** `byline dev` */
export default function dev(): Command {
  return new Command('dev')
    .description('Preview the site while you write; drafts show, marked.')
    .option('--port <number>', 'the port to listen on', parsePort, 4321)
    .action(async ({ port }: { port: number }) => {
      process.env['ASTRO_DEV_BACKGROUND'] = '0';
      await requireFreePort(port);
      await startDev({ server: { port } });
    });
}

/** Astro would move to the next port without a word, and the browser would go on showing something else. */
async function requireFreePort(port: number): Promise<void> {
  const server = await listen({ fetch: () => new Response() }, { port, host: '127.0.0.1' });
  await server.close();
}
