import { dev as startDev } from 'astro';
import { Command } from 'commander';
import { parsePort } from '../port.ts';

/** `byline dev` */
export default function dev(): Command {
  return new Command('dev')
    .description('Preview the site while you write; drafts show, marked.')
    .option('--port <number>', 'the port to listen on', parsePort, 4321)
    .action(async ({ port }: { port: number }) => {
      process.env['ASTRO_DEV_BACKGROUND'] = '0';
      await startDev({ server: { port } });
    });
}
