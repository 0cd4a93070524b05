import type { Program } from 'estree';
import { parseSync } from 'rolldown/utils';
import { expect, test } from 'vitest';
import { importsTexts } from '../../integrations/markdown/imports-texts.ts';

test.each([
  ["import Text, { frontmatter } from './text.md'", true],
  ["export * from '../posts/hello.mdx'", true],
  ["import raw from './text.md?raw'", true],
  ["const { Content } = await import('./text.mdx')", true],
  ['await import(name)', true],
  ["import.meta.glob('../posts/*')", true],
  ["import.meta.globEager('../posts/*')", true],
  ["const source = 'https://git.example/readme.md'", false],
  ['const said = `Read "hello.md" and import.meta.glob`', false],
  ["import Card from './Card.astro'", false],
  ["import { md } from './md'", false],
  ['import.meta.env.DEV', false],
])('%s: %s', (code, expected) => {
  expect(importsTexts(parseSync('module.js', code).program as unknown as Program)).toBe(expected);
});
