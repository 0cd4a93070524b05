import { describe, expect, test } from 'vitest';
import { render } from '../plugins/render.ts';

describe('two dollars are a display formula, on one line too', () => {
  test.each([
    '$$ a $$',
    '前 $$a$$ 后',
    '$$\\begin{align}a &= b \\\\ c &= d\\end{align}$$',
    '$$a\\tag{1}$$',
    '- $$a$$',
  ])('%j', async (source) => {
    const { html, said } = await render(source);
    expect(said).toEqual([]);
    expect(html).toContain('display="block"');
  });

  test('one dollar is not', async () => expect((await render('$a$')).html).not.toContain('display="block"'));
});

test.each(['$\\ce{2H2 + O2 -> 2H2O}$', '$\\pu{123 kJ mol-1}$'])('%j is chemistry', async (source) => {
  const { html, said } = await render(source);
  expect(said).toEqual([]);
  expect(html).toContain('<math');
});

describe('what KaTeX does not have is a warning, and can be read', () => {
  test.each([
    ['$$a\\label{eq:a}$$', '\\label', 'a\\label{eq:a}'],
    ['见 $\\eqref{eq:a}$', '\\eqref', '\\eqref{eq:a}'],
    ['$\\SI{1}{m}$', '\\SI', '\\SI{1}{m}'],
    [
      '$$\n\\begin{tikzpicture}\n\\end{tikzpicture}\n$$',
      'tikzpicture',
      '\\begin{tikzpicture}\n\\end{tikzpicture}',
    ],
  ])('%j', async (source, command, shown) => {
    const { html, said } = await render(source);
    expect(said).toEqual([
      `1 math-unsupported: KaTeX does not know ${command}: the formula is shown as it is written`,
    ]);
    expect(html.replaceAll(/<[^>]+>/g, '')).toContain(shown);
    expect(html).not.toMatch(/<p>\s*<(?:pre|figure)/);
  });
});

test.each(['$\\frac{a}$', '$a^$', '$\\left( a$'])('%j is a mistake', async (source) => {
  expect((await render(source)).said).toEqual([expect.stringMatching(/^1 math!: KaTeX cannot read/)]);
});
