import { expect, test } from 'vitest';
import { render } from './render.ts';

test.each([
  ['![]()', '1 image-address!: the picture has no address'],
  ['[空]()', '1 empty-link: the link leads nowhere: it has no address'],
  ['![a](C:\\a.png)', '1 image-address!: “C:\\a.png” is on your own computer: no reader can see it'],
  [
    '![a](file:///home/me/a.png)',
    '1 image-address!: “file:///home/me/a.png” is on your own computer: no reader can see it',
  ],
  ['![a][p]\n\n[p]: D:/a.png', '3 image-address!: “D:/a.png” is on your own computer: no reader can see it'],
  [
    '![a](./100%23.png)',
    '1 image-address!: “./100%23.png” names a file with “#” or “?” in its name, which cannot be in an address',
  ],
  [
    '![a](./100%.png)',
    "1 image-address!: the picture's address “./100%.png” has a “%” that stands for nothing",
  ],
])('%j is named', async (source, expected) => expect((await render(source)).said).toEqual([expected]));

test.each(['![a](./a%20b.png)', '![a](https://a.example/x%23y.png)', '[a](#b)', '[c:](https://c.example)'])(
  '%j has nothing to say',
  async (source) => expect((await render(source)).said).toEqual([]),
);
