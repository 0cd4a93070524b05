import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCompiler } from '../../integrations/markdown/compile.ts';

const compile = createCompiler({ components: ['Badge'] });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-compile-'));
  await writeFile(join(folder, 'text.png'), 'not a picture');
  await sharp({ create: { width: 481, height: 9, channels: 3, background: '#00a' } }).toFile(
    join(folder, 'wide.png'),
  );
  await sharp({ create: { width: 480, height: 9, channels: 3, background: '#00a' } }).toFile(
    join(folder, 'small.png'),
  );
  await writeFile(join(folder, 'dot.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function compiled(body: string, name = 'post.mdx') {
  return compile({ file: join(folder, name), text: `---\ntitle: T\n---\n${body}` });
}

describe('plain text', () => {
  test('has HTML for a page, clean HTML for strangers, and headings', async () => {
    const { html, clean, headings, isModule } = await compiled(
      '## 标题\n\n**注意：**后面\n\n```js\nlet a\n```\n',
    );
    expect(isModule).toBe(false);
    expect(html).toContain('<strong>注意：</strong>后面');
    expect(html).toContain('<span class="k">let</span>');
    expect(clean).toContain('<pre><code class="language-js">let a\n</code></pre>');
    expect(clean).toContain('<h2>标题</h2>');
    expect(headings).toEqual([{ depth: 2, slug: '标题', text: '标题' }]);
  });

  test('leaves the site’s and the author’s components for the site to fill in', async () => {
    const { html, clean } = await compiled(
      '<Badge text="新">\n\n里面\n\n</Badge>\n\n<Offer id="review" />\n',
    );
    for (const text of [html, clean]) {
      expect(text).toContain('data-name="Badge"');
      expect(text).toContain('data-name="Offer"');
      expect(text).toContain('<p>里面</p>');
    }
  });

  test.each([
    ['a comment', 'a {/* not shown */} b', '<p>a  b</p>'],
    ['a string', 'a {" "} b {"{x}"}', '<p>a   b {x}</p>'],
  ])('%s in braces needs no running', async (_, body, html) => {
    expect(await compiled(body)).toMatchObject({ isModule: false, html: expect.stringContaining(html) });
  });

  test.each([
    ['an import', "import X from './x.astro';\n\n<X />"],
    ['an export', 'export const a = 1;'],
    ['an expression', 'a {1 + 1}'],
    ['a joined template', 'a {`b` + 1}'],
  ])('%s makes MDX a module', async (_, body) => {
    expect(await compiled(body)).toMatchObject({ isModule: true, html: '' });
  });

  test.each([
    ['a comment', 'a {/* {b} */}b', 'a b'],
    ['comments', 'a {/* b */ /* c */}b', 'a b'],
    ['a string', "a {'{b}'}", 'a {b}'],
    ['a string with a quote in it', "a {'it\\'s'}", "a it's"],
    ['a string that looks like a comment', "a {'/* b */'}", 'a /* b */'],
    ['a template', 'a {`b "c"`}', 'a b "c"'],
  ])('%s leaves MDX plain', async (_, body, text) => {
    const { isModule, html } = await compiled(body);
    expect([isModule, html.trim()]).toEqual([false, `<p>${text}</p>`]);
  });

  test.each([
    ['export const a = "process";\n\n{a}', true],
    ['export const process = 1;\n\n{process}', true],
    ['<Badge title={`performance` + 1} />', true],
    ['{new Date().getFullYear()}', false],
    ['<p title={`a` + Math.random()}>performance</p>\n\n{1 + 1}', false],
    ['<p {...fetch}>x</p>', false],
  ])('%s: gives the same at each run: %s', async (body, expected) => {
    expect(await compiled(`{1 + 1}\n\n${body}`)).toMatchObject({ isModule: true, isRepeatable: expected });
  });

  test.each([
    ["import Other from './other.md';", 'there is no file “./other.md” to import'],
    ["export { a } from\n  './a.ts';", 'there is no file “./a.ts” to import'],
  ])('a module says that what %j imports is missing, with its line', async (body, text) => {
    const { remarks } = await compiled(`{1 + 1}\n\n${body}`);
    const line = 5 + body.split('\n').length;
    expect(remarks).toContainEqual(expect.objectContaining({ text, line, isError: true }));
  });

  test('an import that is only shown is no import', async () => {
    const body = "{1 + 1}\n\n```js\nimport a from './a.ts';\n```\n\nexport const shown = `from './a.ts'`;";
    expect(await compiled(body)).toMatchObject({ isModule: true, remarks: [], importsTexts: false });
  });

  test('braces are braces in Markdown', async () => {
    expect((await compiled('a {1 + 1}', 'post.md')).html).toContain('a {1 + 1}');
  });

  test('raw HTML stays in Markdown', async () => {
    expect(
      (await compiled('<details><summary>S</summary>\n\n**b**\n\n</details>', 'post.md')).html,
    ).toContain('<details><summary>S</summary>\n<p><strong>b</strong></p>\n</details>');
  });

  test('marks pictures beside it and depends on them', async () => {
    const { html, localImages, dependencies } = await compiled('![点](./dot.svg)');
    expect(html).toContain('__ASTRO_IMAGE_');
    expect(localImages).toEqual(['./dot.svg']);
    expect(dependencies).toEqual({ [join(folder, 'dot.svg')]: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('in raw HTML too', async () => {
    const { html, localImages } = await compiled('<p><img src="dot.svg" alt="点" width="20"></p>', 'post.md');
    expect(html).toContain('__ASTRO_IMAGE_');
    expect(localImages).toEqual(['dot.svg']);
  });

  test.each([
    ['a wide one', '![点](./wide.png)', true],
    ['not a small one', '![点](./small.png)', false],
    ['not a drawing', '![点](./dot.svg)', false],
    ['not one whose size its author chose', '<img src="./wide.png" alt="点" width="300">', false],
  ])('has pictures made in several widths: %s', async (_, body, isSo) => {
    const { html } = await compiled(body, 'post.md');
    expect(html).toContain('__ASTRO_IMAGE_');
    expect(html.includes('&#x22;widths&#x22;:[480,800,')).toBe(isSo);
  });

  test('embeds, players and formulas become links and TeX for strangers', async () => {
    const body = '<iframe src="https://v.example/1" title="演讲"></iframe>\n\n$x^2$\n';
    expect((await compiled(body, 'post.md')).clean).toBe(
      '<p><a href="https://v.example/1">演讲</a></p>\n<p>$x^2$</p>',
    );
  });
});

describe('what is wrong with a text is said with its line', () => {
  test.each([
    [
      'a tag never closed',
      'One.\n\n<Badge>\n\nTwo.',
      [{ line: 6, isError: true, text: 'Expected a closing tag for `<Badge>`' }],
    ],
    [
      'an unknown component',
      'One.\n\n<Bagde />',
      [{ line: 6, isError: true, hint: expect.stringContaining('Badge') }],
    ],
    [
      'a picture that is not there',
      '![](./no.png)',
      [{ line: 4, isError: true, text: 'there is no picture “./no.png”' }],
    ],
    [
      'one in raw HTML that is not there',
      '<img src="no.png">',
      [{ line: 4, isError: true, text: 'there is no picture “no.png”' }],
      'post.md',
    ],
    [
      'one that is none',
      '![](./text.png)',
      [{ line: 4, isError: true, text: '“./text.png” is not a picture' }],
    ],
    [
      'components that would need MDX',
      'a\n\n<Aside kind="note">\nx\n\n</Aside>\n\nb <Badge /> `<Tabs>` <em>c</em> <!-- <Steps> -->\n\n<div>\n<Offer id="x" />\n</div>',
      [
        {
          line: 6,
          isError: false,
          text: '<Aside> is a component, and components need .mdx: here it is lost',
        },
        { line: 11, text: expect.stringMatching('^<Badge> '), hint: 'Rename the file: post.mdx.' },
        { line: 14, text: expect.stringMatching('^<Offer> ') },
      ],
      'post.md',
    ],
    [
      'a component that is never closed',
      'a\n\n<Aside>\n\nb',
      [
        {
          line: 6,
          isError: true,
          hint: 'Close it with </Aside>; one with nothing in it is written <Aside … />.',
        },
      ],
    ],
    [
      'a component that another closes',
      '<Tabs>\n\n<Tab>\n\nb\n\n</Tabs>',
      [{ isError: true, hint: expect.stringMatching('^Close it with </Tab>;') }],
    ],
    [
      'one that begins in a line of text',
      'see <Aside> b\n\nc\n\n</Aside>',
      [{ isError: true, hint: expect.stringMatching('^Close it with </Aside> in the same paragraph') }],
    ],
    [
      'a picture as HTML has it',
      'a <img src="/a.png"> b',
      [{ isError: true, hint: 'It holds nothing: write <img … />.' }],
    ],
    [
      'tags in tags without end',
      `One.\n\n${'<b>'.repeat(4000)}`,
      [{ line: 6, isError: true, text: 'the text is nested too deeply to be read' }],
      'post.md',
    ],
    ['a brace that is text', 'a { b', [{ isError: true, hint: expect.stringMatching('is text is written') }]],
    ['an unknown language', '```nolang\nx\n```', [{ line: 4, isError: false }]],
  ])('%s', async (_, body, remarks, name = 'post.mdx') => {
    expect((await compiled(body, name)).remarks).toEqual(
      remarks.map((remark) => expect.objectContaining(remark)),
    );
  });
});

test('a picture of public/ says how large it is, and the text depends on it', async () => {
  await mkdir(join(folder, 'public'), { recursive: true });
  const picture = join(folder, 'public/dot.svg');
  await writeFile(picture, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>');
  const index = { root: folder, url: 'https://a.example/', pages: [], known: ['/dot.svg', '/gone.svg'] };
  const { html, dependencies } = await createCompiler({ index })({
    file: join(folder, 'post.md'),
    text: '![点](/dot.svg) ![无](/gone.svg)',
  });
  expect(html).toContain(
    '<img src="/dot.svg" alt="点" width="30" height="20" loading="lazy" decoding="async">',
  );
  expect(html).toContain('<img src="/gone.svg" alt="无">');
  expect(Object.keys(dependencies)).toContain(picture);
});

test.each([
  ['front matter', 'offers: [sql]', '', 'offers: the offer “sql” is a draft: content/offers/sql.md'],
  ['a card', 'tags: []', '<Offer id="sql" />', 'the offer “sql” is a draft: content/offers/sql.md'],
])(
  'an offer that is a draft in %s is an error, and the text depends on it',
  async (_, matter, text, said) => {
    const page = {
      section: 'offers',
      slug: 'sql',
      lang: 'zh',
      translationKey: 'sql',
      title: '',
      id: 'sql',
    } as const;
    const offer = { ...page, file: 'content/offers/sql.md', path: '/courses/sql/' as const };
    const compileWith = async (hidden: boolean) => {
      const index = { root: folder, url: 'https://a.example/', pages: [{ ...offer, hidden }], known: [] };
      const source = { file: join(folder, 'post.mdx'), text: `---\n${matter}\n---\n\n${text}\n` };
      return createCompiler({ index })(source);
    };
    const { remarks, dependencies } = await compileWith(true);
    expect(remarks).toEqual([expect.objectContaining({ isError: true, text: said })]);
    expect(Object.keys(dependencies)).toEqual([join(folder, 'content/offers/sql.md?front-matter')]);
    expect((await compileWith(false)).remarks).toEqual([]);
  },
);

test('an unknown component of a text that is a program is named, with its line', async () => {
  const { isModule, remarks } = await createCompiler({})({
    file: join(folder, 'program.mdx'),
    text: '---\ntitle: A\n---\n\n{1 + 1}\n\n<Asid>Text</Asid>\n',
  });
  expect(isModule).toBe(true);
  expect(remarks).toEqual([
    expect.objectContaining({ isError: true, line: 7, text: 'there is no component <Asid>' }),
  ]);
});
