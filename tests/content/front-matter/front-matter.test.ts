import { describe, expect, test } from 'vitest';
import { offerSchema, postSchema } from '#domain';
import { readFrontMatter } from '../../../integrations/content/front-matter/front-matter.ts';
import { blankMatter } from '../../../integrations/content/front-matter/matter-block.ts';

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
  test.each([
    ['title: "Hello', '2', 'Close it: write the same quote at the end of the value.'],
    ["title: 'Hello", '2', 'Close it: write the same quote at the end of the value.'],
    ['title: "a" b', '2', expect.stringMatching('^A value that begins with a quote ends with the next')],
    ['title: a: b', '2', 'A value with “: ” or “#” in it needs quotes.'],
    ['title: x\ntags: [a, b', '4', 'Close it with ].'],
    ['title: x\ntitle: y', '3', 'Leave one of the two.'],
    ['title: x\n\ttags: y', '3', 'Put two spaces in place of each tab.'],
    ['title：全角冒号', '2', 'Write “title: 全角冒号”.'],
    ['title: x\ntags： [a, b]', '3', 'Write “tags: [a, b]”.'],
    ['title: [Emacs] Write', '2', 'Write “title: "[Emacs] Write"”.'],
    ['title: {a} b', '2', 'Write “title: "{a} b"”.'],
    ['title: @author', '2', 'Write “title: "@author"”.'],
    ['title: `code` first', '2', 'Write “title: "`code` first"”.'],
    ['title: *bold* first', '2', 'Write “title: "*bold* first"”.'],
    ['title: %d', '2', 'Write “title: "%d"”.'],
  ])('that is not YAML says what to do: %j', (lines, line, hint) => {
    const source = `---\n${lines}\ndescription: D\n---\n`;
    const [problem] = readFrontMatter('content/posts/a.md', source, postSchema).problems;
    expect([`${problem?.place?.line}`, problem?.hint]).toEqual([line, hint]);
  });

  test.each([
    ['consultng', 'Did you mean “consulting”?'],
    ['Course', 'Did you mean “course”?'],
    ['gift', undefined],
  ])('of a kind there is none of names the nearest: %s', (kind, hint) => {
    const source = `---\nkind: ${kind}\ntitle: T\ndescription: D\n---\n`;
    const [problem] = readFrontMatter('content/offers/a.md', source, offerSchema).problems;
    expect(problem).toMatchObject({ message: expect.stringMatching('^kind: expected "ad"'), hint });
  });

  test.each([
    ['tags: node, go', 'Write “tags: ["node", "go"]”.'],
    ['tags: 前端，后端、测试', 'Write “tags: ["前端", "后端", "测试"]”.'],
    ['tags:', 'Fill in “tags: …”: a list.'],
    ['title: 2024', 'Write “title: "2024"”.'],
    ['title: true', 'Write “title: "true"”.'],
    ['tags: [2024]', 'Write "2024".'],
  ])('of another type says what to write: %j', (line, hint) => {
    const others = sound.filter((each) => !each.startsWith(line.split(':')[0] ?? ''));
    const source = ['---', ...others, line, '---', ''].join('\n');
    expect(
      readFrontMatter('content/posts/a.md', source, postSchema).problems.map((each) => each.hint),
    ).toEqual([hint]);
  });

  test.each(['2026/1/2', '2026-1-2', '2026.01.02'])('with the day %s says how to write it', (day) => {
    expect(problems(...sound.slice(0, 2), `date: ${day}`)).toEqual([
      expect.stringContaining('expected a day (2026-01-02) or a moment'),
    ]);
  });

  test('that fits has no problems', () => expect(problems(...sound)).toEqual([]));

  test.each([
    [
      ['title: Hello', 'description: A post.', 'date: soon'],
      [
        '4: date: expected a day (2026-11-01) or a moment with its zone (2026-11-01T09:00+08:00), received "soon"',
      ],
    ],
    [[...sound, 'tags: web'], ['5: tags: expected a list, received "web"']],
    [[...sound, 'tags:', '  - web', '  - 7'], ['7: tags.1: expected some text, received 7']],
    [[...sound, 'drafts: true'], ['5: drafts: unknown key; did you mean “draft”?']],
    [[...sound, 'draft: yes'], ['5: draft: expected true or false, received "yes"']],
    [['title: ""', ...sound.slice(1)], ['2: title is empty']],
    [sound.slice(1), ['2: title is missing']],
    [
      [...sound, 'offers: {a: 1}', 'id: a b'],
      [
        expect.stringMatching(/^5: offers: expected a list/),
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

  test('that is never closed is told so', () => {
    const found = readFrontMatter('content/posts/a.md', '---\ntitle: never closed\n', postSchema);
    expect(found.problems.map(({ message, hint }) => `${message} ${hint}`)).toEqual([
      'the front matter is never closed Put a line --- below its last key.',
    ]);
  });

  test('indented with tabs is told so, with its line', () => {
    const [said] = readFrontMatter('a.md', '---\ntitle: T\nseries:\n\tname: S\n---\n', postSchema).problems;
    expect([said?.message, said?.place?.line, said?.hint]).toEqual([
      'the front matter is not YAML: YAML is not indented with tabs',
      4,
      'Put two spaces in place of each tab.',
    ]);
  });

  test('that is a bomb does not go off', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', 'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]'];
    const more = 'cdefgh'.split('').map((key, index) => {
      const above = 'bcdefg'[index];
      return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${above}`).join(', ')}]`;
    });
    expect(problems(...sound, ...bomb, ...more)).toEqual([
      expect.stringMatching(/the front matter is not YAML/),
    ]);
  });
});

describe('front matter in another form', () => {
  const matter = {
    title: 'Hello: you',
    description: 'A post.',
    date: '2026-11-01',
    tags: ['a', 'b'],
    series: { name: 'S', order: 2 },
  };
  const toml = `title = "Hello: you"\ndescription = 'A post.'\ndate = 2026-11-01\ntags = ["a", "b"]\n\n[series]\nname = "S"\norder = 2\n`;
  const json = JSON.stringify(matter, null, 2);

  test.each([
    ['TOML', `+++\n${toml}+++\nText.`],
    ['TOML with CRLF', `\uFEFF+++\n${toml}+++\nText.`.replaceAll('\n', '\r\n')],
    ['JSON', `${json}\nText.`],
    ['JSON on one line', `${JSON.stringify(matter)}\nText.`],
    ['JSON with tabs', `${JSON.stringify(matter, null, '\t')}\nText.`],
    ['JSON between semicolons', `;;;\n${json}\n;;;\nText.`],
    ['JSON without braces', `;;;\n${json.slice(1, -1)}\n;;;\nText.`],
  ])('%s is read', (_, source) => {
    const found = readFrontMatter('content/posts/a.md', source, postSchema);
    expect(found.problems).toEqual([]);
    expect(found.data).toMatchObject(matter);
  });

  test.each([
    ['+++', '+++\ntitle = "T"\ndate = 2026-11-01T09:00:00+08:00\n+++', ['1: description is missing']],
    [
      'a moment without a zone',
      `+++\n${toml.replace('2026-11-01', '2026-11-01T09:00:00')}+++`,
      ['4: date: expected a day'],
    ],
    [
      'a key of a table',
      `+++\n${toml.replace('order = 2', 'order = "2"')}+++`,
      ['9: series.order: expected a number'],
    ],
    ['what is not TOML', '+++\ntitle = "T"\ndate = soon\n+++', ['3: the front matter is not TOML']],
    ['a key of JSON', json.replace('"order": 2', '"order": "2"'), ['11: series.order: expected a number']],
    ['what is not JSON', '{\n  "title": "T",\n}\n', ['3: the front matter is not JSON']],
  ])('%s is named by its line', (_, source, said) => {
    const { problems } = readFrontMatter('content/posts/a.md', source, postSchema);
    expect(problems.map(({ message, place }) => `${place?.line}: ${message}`)).toEqual(
      said.map((text) => expect.stringContaining(text.replace(/^1: /, ''))),
    );
  });

  test.each([
    ['---\na: 1\n---\nText', '\n\n\nText'],
    ['\uFEFF+++\na = 1\n+++\nText', '\n\n\nText'],
    [';;;\n"a": 1\n;;;\nText', '\n\n\nText'],
    ['{\n"a": 1\n}\nText', '\n\n\nText'],
    ['{x} is MDX', '{x} is MDX'],
    ['---\nnever closed', '---\nnever closed'],
  ])('%j leaves its lines blank', (source, text) => expect(blankMatter(source)).toBe(text));
});
