#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Command } from 'commander';
import { loadFolder } from '../integrations/load-folder.ts';
import { codeFolder } from './code-folder.ts';
import { printError } from './print-error.ts';
import { readSettings } from './read-settings.ts';
import { noteSample } from './sample-site.ts';

// Astro asks its makers' server for nothing on a user's behalf.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
// Thousands of modules are compiled once, not at each start.
if (existsSync('scripts/byline.ts')) enableCompileCache(codeFolder);

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await readSettings();
  if (!['begin', 'new', 'import'].includes(process.argv[2] ?? '')) noteSample();
  await commandLine().then((program) => program.parseAsync());
} catch (error) {
  printError(error);
  process.exitCode = 1;
}

/** `byline <command>`: each file in `commands/` is one. */
async function commandLine(): Promise<Command> {
  // Loading a command loads all it stands on, so only the one asked for is.
  const [, , asked] = process.argv;
  const commands = await loadFolder<() => Command>(new URL('./commands/', import.meta.url), asked);
  const program = new Command('byline')
    .description('Write, publish, syndicate, and see what each post brings.')
    .showHelpAfterError('`byline --help` lists the commands.');
  for (const command of commands.values()) program.addCommand(command());
  return program;
}
