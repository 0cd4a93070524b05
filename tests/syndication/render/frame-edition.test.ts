import { describe, expect, test } from 'vitest';
import { frameEdition, type Preview } from '../../../integrations/syndication/render/frame-edition.ts';
import bluesky from '../../../integrations/syndication/render/recipes/bluesky.ts';
import gfm from '../../../integrations/syndication/render/recipes/gfm.ts';
import wechat from '../../../integrations/syndication/render/recipes/wechat.ts';
import { sourceOf } from './posts.ts';

const about = {
  lang: 'zh',
  title: '标题',
  limits: [],
  notes: [],
  labels: { limits: '限制', source: '源码' },
} as const;
const source = sourceOf('<p>正文 <strong>粗</strong></p><pre><code>a &lt; b\n</code></pre>');

/** What stands in the frame. */
function inside(preview: Preview): string {
  const srcdoc = /srcdoc="([^"]*)"/.exec(frameEdition(preview))?.[1] ?? '';
  return srcdoc.replaceAll('&#x22;', '"').replaceAll('&#x26;', '&');
}

describe('an edition stands in a frame of its own', () => {
  test('WeChat’s at the width of a phone, as it is sent', () => {
    const rendered = wechat.render(source);
    const preview = { ...about, form: 'html', frame: 'phone', rendered } as const;
    expect(frameEdition(preview)).toContain('sandbox="" class="phone"');
    expect(inside(preview)).toContain('<strong style=');
  });

  test('Markdown as it will be shown, with its source beside it', () => {
    const rendered = gfm.render(source);
    const preview = { ...about, form: 'markdown', frame: 'wide', rendered } as const;
    expect(inside(preview)).toContain('<strong>粗</strong>');
    expect(frameEdition(preview)).toContain('正文 **粗**');
  });

  test('a short post with its links where its spans are', () => {
    const rendered = bluesky.render(source);
    const preview = { ...about, form: 'text', frame: 'card', spans: 'utf8', rendered } as const;
    expect(inside(preview)).toMatch(
      /<strong>标题<\/strong>[\s\S]*<a href="https:\/\/site\.example\/posts\/hello\/\?utm_source[^"]*">site\.example\/posts\/hello\/<\/a>/,
    );
  });
});

test('the limits it uses stand beside it; one that is passed is marked', () => {
  const limits = [
    { what: '标题', used: 2, most: 32 },
    { what: '正文', used: 20_001, most: 20_000 },
  ];
  const page = frameEdition({
    ...about,
    limits,
    form: 'html',
    frame: 'phone',
    rendered: wechat.render(source),
  });
  expect(page).toContain('<li><span>标题: 2 / 32</span>');
  expect(page).toContain('<li class="over"><span>正文: 20,001 / 20,000</span>');
});

test('nothing in it runs, whatever a post holds', () => {
  const rendered = { body: '<script>alert(1)</script>\n\n[x](javascript:alert(1))', pictures: [] };
  const preview = { ...about, form: 'markdown', frame: 'wide', rendered } as const;
  expect(inside(preview)).not.toMatch(/<script|javascript:/);
  expect(frameEdition(preview)).toContain('sandbox=""');
});
