import { describe, expect, test } from 'vitest';
import {
  defineSite,
  inLanguage,
  nearest,
  type Problem,
  pagePath,
  problemsIn,
  readContentName,
} from '#domain';
import { settings } from '../checkout.ts';

describe('settings that do not fit', () => {
  test.each([
    [{ url: 'a.example' }, 'url: expected an address such as https://example.com'],
    [{ url: 'https://a.example/blog/?x' }, 'url: expected an address such as'],
    [{ url: 'https://a.example/博客/' }, 'url: expected an address such as'],
    [{ url: 'https://me:secret@a.example/' }, 'url: expected an address such as'],
    [{ timeZone: 'Shanghai' }, 'timeZone: expected an IANA time zone'],
    [{ currency: 'RMB' }, 'currency: expected an ISO 4217 currency'],
    [{ languages: [] }, 'languages'],
    [{ channels: { Dev: { platform: 'dev' } } }, 'channels.Dev'],
    [
      { channels: { dev: { platform: 'dev', form: 'all' } } },
      'channels.dev.form: expected "summary" or "full", received "all"',
    ],
    [{ titel: 'x' }, 'titel: unknown key'],
  ])('%j', (part, said) => {
    const [found] = problemsFrom(() => defineSite({ ...settings, ...part } as typeof settings));
    expect(found?.message).toContain(said);
  });

  test('are named one by one, with the file to mend', () => {
    const wrong = { ...settings, currency: 'RMB', timezone: 'Asia/Shanghai' };
    const found = problemsFrom(() => defineSite(wrong));
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^currency: expected/),
      'timezone: unknown key; did you mean “timeZone”?',
    ]);
    expect(found[0]?.place).toEqual({ file: 'content/site.ts' });
  });

  test.each([
    [
      { channels: { dev: { platform: 'dev', formm: 'full' } } },
      'channels.dev.formm: unknown key; did you mean “form”?',
    ],
    [{ author: { ...settings.author, mail: 'x' } }, 'author.mail: unknown key; did you mean “email”?'],
    [{ attribution: { collecter: 'none' } }, 'attribution.collecter: unknown key; did you mean “collector”?'],
  ])('%j', (part, said) => {
    const found = problemsFrom(() => defineSite({ ...settings, ...part } as typeof settings));
    expect(found.map(({ message }) => message)).toEqual([said]);
  });
});

function problemsFrom(act: () => unknown): readonly Problem[] {
  try {
    act();
  } catch (error) {
    return problemsIn(error) ?? [];
  }
  return [];
}

describe('names and addresses', () => {
  const site = defineSite(settings);

  test.each([
    ['hello.mdx', 'hello', undefined],
    ['hello.en.mdx', 'hello', 'en'],
    ['hello/index.en.md', 'hello', 'en'],
    ['hello/index.md', 'hello', undefined],
    ['v1.2.md', 'v1.2', undefined],
    ['2026/单元测试.zh.md', '2026/单元测试', 'zh'],
  ])('%s is called %s', (path, slug, lang) =>
    expect(readContentName(path, site.languages)).toEqual({ slug, lang }),
  );

  test.each([
    ['hello', 'zh', '/posts/hello/'],
    ['hello', 'en', '/en/posts/hello/'],
    ['单元 测试', 'zh', '/posts/%E5%8D%95%E5%85%83%20%E6%B5%8B%E8%AF%95/'],
    ['', 'en', '/en/posts/'],
  ])('“%s” in %s lives at %s', (slug, lang, path) => expect(pagePath('posts', slug, lang, site)).toBe(path));

  test.each([
    ['同一句', 'en', '同一句'],
    [{ zh: '一', en: 'one' }, 'en', 'one'],
    [{ zh: '一' }, 'en', '一'],
  ])('%j in %s', (text, lang, said) => expect(inLanguage(text, lang)).toBe(said));

  test.each([
    ['cuorse', 'course'],
    ['Consulting', 'consulting'],
    ['zzz', undefined],
    ['xy', undefined],
    ['ac', 'ad'],
  ])('the name nearest to “%s” is %s', (name, near) =>
    expect(nearest(name, ['course', 'consulting', 'ad'])).toBe(near),
  );
});
