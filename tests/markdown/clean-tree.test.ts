import { describe, expect, test } from 'vitest';
import { createCompiler } from '../../integrations/markdown/compile.ts';

const compile = createCompiler({});

async function clean(body: string): Promise<string> {
  return (await compile({ file: '/nowhere/post.md', text: body })).clean;
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n');

describe('strangers are shown', () => {
  test.each([
    [
      'code with its title',
      '```js title="a.js"\nlet a\n```',
      '<p><strong>a.js</strong></p><pre><code class="language-js">let a\n</code></pre>',
    ],
    ['inline code', '`a{:js}`', '<p><code>a</code></p>'],
    [
      'of a diff, what the code came to',
      '```js del={1} ins={2}\nold()\nnew()\n```',
      '<pre><code class="language-js">new()\n</code></pre>',
    ],
    ['a heading without its anchor', '## 标题', '<h2>标题</h2>'],
    ['a formula as TeX', '$$\nx^2\n$$', '<p>$$x^2$$</p>'],
    ['no script, style or button', '<script>x</script><style>y</style><button>z</button>a', 'a'],
  ])('%s', async (_, body, html) => expect(await clean(body)).toBe(html));

  test('a long block unfolded', async () => {
    const html = await clean(`\`\`\`text\n${lines(80)}\n\`\`\``);
    expect(html).toContain('<pre><code>line 0\n');
    expect(html).toContain('line 79');
    expect(html).not.toMatch(/details|summary/);
  });

  test('a callout as text that says what it is', async () => {
    const html = await clean('> [!WARNING]\n> 小心。');
    expect(html).toContain('小心。');
    expect(html).not.toMatch(/class=|data-|\[!WARNING\]/);
  });
});
