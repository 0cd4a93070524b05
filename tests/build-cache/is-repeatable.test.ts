import type { Program } from 'estree';
import { parseSync } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';
import { isRepeatable } from '../../integrations/build-cache/is-repeatable.ts';

function judge(code: string): boolean {
  const { program, errors } = parseSync('module.jsx', code);
  expect(errors).toEqual([]);
  return isRepeatable(program as unknown as Program);
}

describe('a module', () => {
  test.each([
    'new Date().getFullYear()',
    'Date.now()',
    'new Date',
    'Date()',
    'const D = Date',
    "Date['now']()",
    'Math.random()',
    'const { random } = Math',
    'await fetch(url)',
    "import { readFile } from 'node:fs/promises'",
    'import fs from "fs"',
    "export { readFileSync } from 'fs'",
    "const fs = await import('node:fs')",
    'await import(name)',
    'process.env.HOME',
    'globalThis.process',
    'crypto.randomUUID()',
    'performance.now()',
    'const a = <b>{performance.now()}</b>',
    'function a(process) { return process } a(process.pid)',
  ])('that has %s may give another page at each run', (code) => expect(judge(code)).toBe(false));

  test.each([
    'new Date(post.published).toISOString()',
    'const isDate = (x) => x instanceof Date',
    'const { updated } = Astro.props',
    'Date.parse(text) + Date.UTC(2026, 1)',
    'Math.max(1, 2)',
    'const processed = prefetched',
    'const title = "performance, process and fetch"',
    'const title = \'Date.now() of "fs"\'',
    'const title = `The performance of a process`',
    'const a = { performance: 1, process: 2, crypto: 3 }; a.process + a.performance',
    'const { performance } = Astro.props; performance.toFixed()',
    'const run = (process) => process.env',
    'import { fetch } from "./fetch.ts"; fetch()',
    "import data from './process.json'",
    'const a = <b title="process">performance</b>',
    '// Date.now()\n/* fetch() */',
    'const pattern = /performance|process/',
  ])('that has %s gives the same page', (code) => expect(judge(code)).toBe(true));
});
