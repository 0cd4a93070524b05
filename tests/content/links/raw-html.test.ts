import type { Html, Root } from 'mdast';
import { describe, expect, test } from 'vitest';
import { addressesIn } from '../../../integrations/content/links/addresses.ts';
import { anchorsInSource } from '../../../integrations/markdown/links/anchors.ts';
import { parseSource } from '../../../integrations/markdown/links/parse-source.ts';

describe('addresses in raw HTML', () => {
  test.each([
    ['of a link', '<p>\n<a class="b" href="x.md">t</a>\n</p>', [['link', 'x.md', 1]]],
    ['of a picture without quotes', '<div><img src=a.png></div>', [['picture', 'a.png', 0]]],
    ['in single quotes, escaped', "<p><a href='x?a=1&amp;b=2'>t</a></p>", [['link', 'x?a=1&b=2', 0]]],
    ['in capitals', '<P><A HREF="x.md">t</A></P>', [['link', 'x.md', 0]]],
    ['of a tag that is opened alone', 'a <a href="x.md">*t*</a>', [['link', 'x.md', 0]]],
    ['but none in a comment', '<div><!-- <a href="x.md"> --></div>', []],
    ['but none in another attribute', `<p title='<a href="x.md">'>t</p>`, []],
    ['but none in a script', `<script>const a = '<a href="x.md">';</script>`, []],
    ['but none of an escaped tag', '<p>&lt;a href="x.md"></p>', []],
  ])('%s', (_, text, expected) => {
    const found = addressesIn(parseSource(text, false));
    expect(found.map(({ kind, url, below }) => [kind, url, below])).toEqual(expected);
  });

  test('are put in their own places, and nothing else is touched', () => {
    const text = `<p title="x.md"><!-- <a href="x.md"> --> <A class=b href='x.md'>x.md</A> <a href="x.md">x.md</a>
<img alt="x.md" src=x.md ></p>`;
    const tree = parseSource(text, false);
    for (const [index, { replace }] of addressesIn(tree).entries()) replace(`/$&/${index}/?a&b`);
    expect(
      htmlIn(tree),
    ).toBe(`<p title="x.md"><!-- <a href="x.md"> --> <A class=b href="/$&amp;/0/?a&amp;b">x.md</A> <a href="/$&amp;/1/?a&amp;b">x.md</a>
<img alt="x.md" src="/$&amp;/2/?a&amp;b" ></p>`);
  });
});

describe('parts named in raw HTML', () => {
  test.each([
    ['by an id', '<p id="a">t</p>', ['a']],
    ['by a name', '<a name=b></a>', ['b']],
    ['not in a comment', '<div><!-- <p id="c"> --></div>', []],
    ['not in its text', '<p>write id="d"</p>', []],
    ['not by another attribute', '<p data-id="e" title=\' id="f"\'>t</p>', []],
  ])('%s', (_, text, expected) => {
    expect([...anchorsInSource(text, 'a.md')].filter((id) => id !== 'top')).toEqual(expected);
  });
});

function htmlIn({ children }: Root): string {
  return children
    .filter((node): node is Html => node.type === 'html')
    .map(({ value }) => value)
    .join('\n');
}
