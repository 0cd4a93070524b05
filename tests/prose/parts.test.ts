import { expect, test } from 'vitest';
import { partsOf } from '../../src/prose/parts.ts';

const open = (name: string, props = {}) =>
  `<byline-component data-name="${name}" data-props="${JSON.stringify(props).replaceAll('"', '&#x22;')}">`;
const close = '</byline-component>';

test.each([
  ['no component', '<p>a</p>', ['<p>a</p>']],
  ['nothing', '', []],
  [
    'one between texts',
    `<p>a</p>${open('Offer', { id: 'x' })}${close}<p>b</p>`,
    ['<p>a</p>', { name: 'Offer', props: { id: 'x' }, place: undefined, children: [] }, '<p>b</p>'],
  ],
  [
    'one with text inside',
    `${open('Badge')}<p>a</p>${close}`,
    [{ name: 'Badge', props: {}, place: undefined, children: ['<p>a</p>'] }],
  ],
  [
    'one that says where it stands',
    `${open('Badge').replace('>', ' data-at="content/posts/a.mdx:7">')}${close}`,
    [{ name: 'Badge', props: {}, place: { file: 'content/posts/a.mdx', line: 7 }, children: [] }],
  ],
  [
    'one in another',
    `${open('Outer')}a${open('Inner', { quote: '"&<\'' })}b${close}c${close}`,
    [
      {
        name: 'Outer',
        props: {},
        place: undefined,
        children: ['a', { name: 'Inner', props: { quote: '"&<\'' }, place: undefined, children: ['b'] }, 'c'],
      },
    ],
  ],
])('%s', (_, html, parts) => expect(partsOf(html.replaceAll("&<'", "&#x26;&#x3C;'"))).toEqual(parts));
