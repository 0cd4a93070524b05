import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { codeFolder } from './code-folder.ts';
import { commandLine } from './command-line.ts';
import { refuseKeptOptions } from './npm-kept.ts';
import { printError } from './print-error.ts';

// Astro asks its makers' server for nothing on a user's behalf.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
// Thousands of modules are compiled once, not at each start.
if (existsSync('scripts/byline.ts')) enableCompileCache(codeFolder);

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const program = await commandLine();
  refuseKeptOptions(program, process.argv.slice(2), process.env);
  await program.parseAsync();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
