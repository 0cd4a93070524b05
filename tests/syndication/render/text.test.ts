import { describe, expect, test } from 'vitest';
import type { Rendered } from '../../../integrations/syndication/render/recipe.ts';
import bluesky from '../../../integrations/syndication/render/recipes/bluesky.ts';
import linkedin from '../../../integrations/syndication/render/recipes/linkedin.ts';
import mastodon from '../../../integrations/syndication/render/recipes/mastodon.ts';
import telegram from '../../../integrations/syndication/render/recipes/telegram.ts';
import x from '../../../integrations/syndication/render/recipes/x.ts';
import { measure, type TextUnit } from '../../../integrations/syndication/render/text/measure.ts';
import { sourceOf } from './posts.ts';

const long = `https://x.example/${'a'.repeat(182)}`;

describe('a text counts', () => {
  test.each<[string, TextUnit, number]>([
    ['你好', 'characters', 2],
    ['👩‍💻é', 'graphemes', 2],
    ['👩‍💻', 'utf16', 5],
    ['你好', 'utf8', 6],
    [`${long} ${long}`, 'mastodon', 47],
    ['@some_one@server.example hi', 'mastodon', 12],
    ['你好a', 'weighted', 5],
    [`你 ${long}`, 'weighted', 26],
    ['👩‍💻', 'weighted', 2],
    ['“a”', 'weighted', 3],
    [`看${long}。好`, 'weighted', 29],
  ])('%s in %s: %i', (text, unit, expected) => expect(measure(text, unit)).toBe(expected));
});

const content = '<h2>一</h2><p>a</p><h2>二</h2><p>b</p><h2>三</h2><p>c</p><pre><code>d\n</code></pre>';
const source = (about = {}) => sourceOf(content, { tags: ['Node.js', 'C++', '42'], ...about });

describe('a short post', () => {
  test('says title, description, points, what there is, the link and tags', () => {
    const { body } = mastodon.render(source());
    expect(body.split('\n\n')).toEqual([
      '标题',
      '一句话的说明。',
      '• 一\n• 二\n• 三',
      '读完约 1 分钟，含 1 段代码。',
      source().link,
      '#Nodejs #Cpp',
    ]);
  });

  test.each([
    [200, ['标题', '一句话的说明。', '• 一\n• 二\n• 三', 'gain', 'link', 'tags']],
    [68, ['标题', '一句话的说明。', '• 一\n• 二\n• 三', 'link', 'tags']],
    [52, ['标题', '一句话的说明。', 'link', 'tags']],
    [40, ['标题', '一句话的说明。', 'link']],
    [30, ['标题', 'link']],
  ])('within %i leaves the least important out, whole parts at a time', (most, parts) => {
    const { body } = mastodon.render(source({ most }));
    expect(measure(body, 'mastodon')).toBeLessThanOrEqual(most);
    const named = body
      .split('\n\n')
      .map((part) =>
        part.startsWith('http')
          ? 'link'
          : part.startsWith('#')
            ? 'tags'
            : part.startsWith('读完')
              ? 'gain'
              : part,
      );
    expect(named).toEqual(parts);
  });

  test('the author’s own words are never shortened: the limit refuses them', () => {
    const { body } = mastodon.render(source({ text: '字'.repeat(501) }));
    expect(measure(body, 'mastodon')).toBeGreaterThan(500);
    expect(body).toContain('字'.repeat(501));
  });

  test('the author’s own words say where the link stands', () => {
    const { body } = mastodon.render(source({ text: `看 ${source().canonical} 这里` }));
    expect(body).toBe(`看 ${source().link} 这里`);
  });

  test('two addresses of 200 fit 500 characters on Mastodon', () => {
    const { body } = mastodon.render(source({ text: `${'字'.repeat(400)} ${long} ${long}` }));
    expect(measure(body, 'mastodon')).toBeLessThanOrEqual(500);
  });
});

describe('spans', () => {
  const cutBy: Record<string, (text: string, from: number, to: number) => string> = {
    utf8: (text, from, to) => new TextDecoder().decode(new TextEncoder().encode(text).slice(from, to)),
    utf16: (text, from, to) => text.slice(from, to),
  };
  const cut = ({ body, spans = [] }: Rendered, unit: string) =>
    spans.map(({ kind, start, end }) => [kind, cutBy[unit]?.(body, start, end)]);

  test.each([
    ['bluesky', bluesky, 'utf8'],
    ['telegram', telegram, 'utf16'],
  ])('of %s stand where they say, after emoji and Han characters', (_, recipe, unit) => {
    const rendered = recipe.render(source({ title: '👩‍💻标题', tags: ['中文', 'b'] }));
    expect(cut(rendered, unit)).toEqual([
      ['bold', '👩‍💻标题'],
      ['link', 'site.example/posts/hello/'],
      ['hashtag', '#中文'],
      ['hashtag', '#b'],
    ]);
    expect(rendered.spans?.find(({ kind }) => kind === 'link')?.href).toBe(source().link);
  });
});

test('LinkedIn shows the whole text, and the link is a link', () => {
  const title = 'CAP (durable) [v2] #1 a_b <T> {x} | ~ * @me \\';
  const { body } = linkedin.render(source({ title }));
  expect(readLittleText(body)).toEqual({
    text: body.replaceAll(/\\([\\|{}@[\]()<>#*_~])/g, '$1'),
    tags: ['Nodejs', 'Cpp'],
  });
  expect(readLittleText(body).text).toContain(title);
  expect(body).toContain(source().link);
});

test('X counts a Han character twice and an address as 23', () => {
  const { body } = x.render(source({ description: '字'.repeat(150) }));
  expect(measure(body, 'weighted')).toBeLessThanOrEqual(280);
  expect(body).not.toContain('字');
});

/** What LinkedIn shows of little text: a sign of its own that is not escaped ends it there, silently. */
function readLittleText(body: string): { text: string; tags: string[] } {
  const tags: string[] = [];
  let text = '';
  for (let rest = body; rest !== ''; ) {
    const [token = ''] = /^(?:https?:\/\/\S+|#[\p{L}\p{N}_]+|\\[\s\S]|[\s\S])/u.exec(rest) ?? [];
    if (token.length === 1 && /[\\|{}@[\]()<>#*_~]/.test(token)) break;
    if (token.startsWith('#')) tags.push(token.slice(1));
    text += token.startsWith('\\') ? token.slice(1) : token;
    rest = rest.slice(token.length);
  }
  return { text, tags };
}
