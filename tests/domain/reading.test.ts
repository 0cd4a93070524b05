import { describe, expect, test } from 'vitest';
import { readingOf } from '#domain';

describe('reading', () => {
  test.each([
    ['', { words: 0, han: 0, codeLines: 0, minutes: 0 }],
    ['你好，世界。', { words: 0, han: 4, minutes: 1 }],
    ['Hello, world.', { words: 2, han: 0, minutes: 1 }],
    ['用 Node 24 写 SQLite，很快', { words: 3, han: 4 }],
    ['用Node写SQLite很快', { words: 2, han: 4 }],
    ['It’s a well-known p99.9', { words: 4, han: 0 }],
    ['日本語のカタカナ', { han: 8, words: 0 }],
    ['한국어 문장 하나', { han: 0, words: 3 }],
    ['𠮷野家', { han: 3, words: 0 }],
    ['Привет мир', { words: 2 }],
    ['café naïve', { words: 2 }],
    ['---\ntitle: A long title\n---\n字', { words: 0, han: 1 }],
    ['+++\ntitle = "x"\n+++\n字', { words: 0, han: 1 }],
    ['import X from "x"\n\nOne <Offer id="two" /> three', { words: 2 }],
    ['[见这里](https://example.com/a/b/c "题")吧', { words: 0, han: 4 }],
    ['See https://example.com/a/b/c now', { words: 3 }],
    ['<!-- not this -->{/* nor this */} yes', { words: 1 }],
    ['[x]: https://example.com/one/two\n', { words: 0 }],
    ['before\n\n```ts\nconst a = 1;\n\nconst b = 2;\n```\n\nafter', { words: 2, codeLines: 2 }],
    ['- item\n  ~~~\n  code\n  ~~~\n', { words: 1, codeLines: 1 }],
    ['```\nnever closed', { words: 0, codeLines: 1 }],
    ['字'.repeat(900), { minutes: 2 }],
    ['word '.repeat(690), { minutes: 3 }],
    [`${'字'.repeat(450)}${' word'.repeat(230)}`, { minutes: 2 }],
    [`字\n\`\`\`\n${'code\n'.repeat(120)}\`\`\``, { minutes: 2 }],
  ])('of %j', (text, counted) => expect(readingOf(text)).toMatchObject(counted));

  test.each(['<'.repeat(2_000_000), `[${'a]('.repeat(1_000_000)}`, '字 word '.repeat(700_000)])(
    'of five megabytes takes no time to speak of: %#',
    (text) => {
      const start = performance.now();
      readingOf(text);
      expect(performance.now() - start).toBeLessThan(4000);
    },
  );
});
