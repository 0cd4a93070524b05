import { describe, expect, test } from 'vitest';
import { postSchema } from '#domain';
import { readFrontMatter } from '../../integrations/markdown/front-matter.ts';

const sound = ['title: Hello', 'description: A post.', 'date: 2026-11-01'];

function problems(...lines: string[]): string[] {
  const found = readFrontMatter(
    'content/posts/a.md',
    ['---', ...lines, '---', '', 'Text.'].join('\n'),
    postSchema,
  );
  return found.problems.map(({ message, place }) => `${place?.line}: ${message}`);
}

describe('front matter', () => {
  test('that fits has no problems', () => expect(problems(...sound)).toEqual([]));

  test.each([
    [
      ['title: Hello', 'description: A post.', 'date: soon'],
      [
        '4: date: expected a day (2026-11-01) or a moment with its zone (2026-11-01T09:00+08:00), received "soon"',
      ],
    ],
    [[...sound, 'tags: web'], ['5: tags: expected an array, received "web"']],
    [[...sound, 'tags:', '  - web', '  - 7'], ['7: tags.1: expected a string, received 7']],
    [[...sound, 'drafts: true'], ['5: drafts: unknown key; did you mean “draft”?']],
    [[...sound, 'draft: yes'], ['5: draft: expected a boolean, received "yes"']],
    [['title: ""', ...sound.slice(1)], ['2: title: expected some text, received ""']],
    [sound.slice(1), ['2: title: expected a string, received nothing']],
    [
      [...sound, 'offers: {a: 1}', 'id: a b'],
      [
        expect.stringMatching(/^5: offers: expected an array/),
        expect.stringMatching(/^6: id: expected letters/),
      ],
    ],
  ])('%j', (lines, said) => expect(problems(...lines)).toEqual(said));

  test('that is not YAML is named by its line', () => {
    expect(problems('title: a: b', 'date: 2026-11-01')).toEqual([
      expect.stringMatching(/^2: the front matter is not YAML/),
    ]);
  });

  test.each(['Text only.', ''])('that is not there: %j', (source) => {
    const found = readFrontMatter('content/posts/a.md', source, postSchema);
    expect(found.problems.map(({ message }) => message)).toEqual(['there is no front matter']);
  });

  test.each(['\uFEFF', ''])('is read with a byte order mark and CRLF', (mark) => {
    const source = `${mark}---\r\n${sound.join('\r\n')}\r\n---\r\nText.`;
    expect(readFrontMatter('content/posts/a.md', source, postSchema).data?.title).toBe('Hello');
  });
});
