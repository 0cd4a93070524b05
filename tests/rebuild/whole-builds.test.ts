import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkOut, settingsIn } from '../checkout.ts';
import { treeOf } from '../tree-of.ts';
import { append, type Change, edit, picture, type TwoSites, twoSites } from './two-sites.ts';

// A case is up to two builds of a site.
vi.setConfig({ testTimeout: 120_000 });

const diagram = '\n```mermaid\ngraph LR; a-->b\n```\n';

let sites: TwoSites;

beforeAll(async () => {
  sites = await twoSites();
});
afterAll(() => sites?.remove());

describe('it takes a whole build when', () => {
  test.each<[what: string, change: Change]>([
    ['a title changes', edit('posts/单元测试.md', 'title: ', 'title: 新')],
    ['a picture changes', (root) => picture(root, '#0a0')],
    ['a text shows another picture', append('posts/wide.mdx', '\n![A dot](./pictured/dot.png)\n')],
    ['a text shows the first diagram', append('posts/wide.mdx', diagram)],
    ['a text becomes a program', append('posts/wide.mdx', '\nexport const sum = 1 + 2;\n\n{sum}\n')],
    ['a layout of the owner’s comes', owners('layouts/PostEnd.astro', '<p>End</p>\n')],
    ['it changes', owners('layouts/PostEnd.astro', '<p>The end</p>\n')],
    ['a word of the owner’s comes', owners('strings/zh.ts', "export default { nav: '去处' };\n")],
    ['dist/ is not as it was left', (root) => appendFile(join(root, 'dist/robots.txt'), '# mine\n')],
    ['a post comes out', async () => sites.waitAnHour()],
  ])('%s', async (what, change) => {
    await (what.startsWith('dist/') ? change(sites.site.root) : sites.inBoth(change));
    const { code, stdout, stderr } = await sites.build();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\d+ of \d+ pages rendered(, the others had not changed)?$/m);
  });

  test('and the site is the one that is built from nothing', async () => {
    expect(treeOf(sites.site.root)).toEqual(await sites.builtFromNothing());
  });

  test('what was kept of a text is gone', async () => {
    await rm(join(sites.site.root, '.astro/cache/texts'), { recursive: true });
    await append('posts/单元测试.md', '\nMore.\n')(sites.site.root);
    const { code, stdout } = await sites.build();
    expect(code).toBe(0);
    expect(stdout).toContain('the others had not changed');
  });

  test('two begin at once, and the second has nothing left to do', async () => {
    await append('posts/wide.mdx', '\nAt once.\n')(sites.site.root);
    await edit('posts/单元测试.md', 'title: ', 'title: 又')(sites.site.root);
    const both = await Promise.all([sites.build(), sites.build()]);
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      both.map(() => ({ code: 0, stderr: '' })),
    );
    const said = both.map(({ stdout }) => stdout).join('');
    expect(said).toContain('another build is under way');
    expect(said).toContain('0 of');
  });

  test('a page fails, and says which, and the build ends', async () => {
    const sound = await readFile(join(sites.site.root, 'content/posts/wide.mdx'), 'utf8');
    await append('posts/wide.mdx', '\n{sum.of.nothing}\n')(sites.site.root);
    const { code, stderr } = await sites.build();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /content\/posts\/wide\.mdx\n.*fails while it is rendered: Cannot read properties of undefined/,
    );
    await writeFile(join(sites.site.root, 'content/posts/wide.mdx'), sound);
  });

  test('the last build did not end, and what it kept of other pages is there', async () => {
    const { rendered, all } =
      /(?<rendered>\d+) of (?<all>\d+) pages rendered(, the others had not changed)?$/m.exec(
        (await sites.build()).stdout,
      )?.groups ?? {};
    expect(Number(rendered)).toBeLessThan(Number(all) / 2);
  });

  test('but for what a build that was killed had put aside: that is put back', async () => {
    await rename(join(sites.site.root, 'dist'), join(sites.site.root, '.astro/dist-last-1'));
    expect((await sites.build()).stdout).toMatch(/^0 of \d+ pages rendered, nothing else/m);
  });
});

test('a file that does not say its language is compiled again when the site’s first language is another', async () => {
  const own = await checkOut('thread', settingsIn('zh'));
  try {
    for (const folder of ['posts', 'offers', 'projects'])
      await rm(join(own.root, 'content', folder), { recursive: true });
    await writeFile(join(own.root, 'content/site.ts'), siteIn('zh'));
    await mkdir(join(own.root, 'content/posts'));
    const matter = 'title: Hello\ndescription: D\ndate: 2026-08-01';
    await writeFile(join(own.root, 'content/posts/hello.md'), `---\n${matter}\n---\n\n## Part\n\nText.\n`);
    await own.byline(['build']);
    expect(await readFile(join(own.root, 'dist/posts/hello/index.html'), 'utf8')).toContain('本节链接');
    await writeFile(join(own.root, 'content/site.ts'), siteIn('en'));
    await own.byline(['build']);
    expect(await readFile(join(own.root, 'dist/posts/hello/index.html'), 'utf8')).not.toContain('本节链接');
  } finally {
    await own.remove();
  }
});

function siteIn(lang: string): string {
  return `import { defineSite } from '#domain';\n\nexport default defineSite(${JSON.stringify(settingsIn(lang))});\n`;
}

function owners(path: string, text: string): Change {
  return async (root) => {
    await mkdir(join(root, 'content', path, '..'), { recursive: true });
    await writeFile(join(root, 'content', path), text);
  };
}
