import { expect, test } from 'vitest';
import { writeId } from '../../integrations/syndication/records/write-id.ts';

test.each([
  ['a plain one', '---\ntitle: A\n---\nText.\n', '---\nid: hello\ntitle: A\n---\nText.\n'],
  [
    'comments, quotes and spaces of the author’s',
    '---\n# first\n\ntitle:   "A"  # why\ntags: [ a,b ]\n---\n',
    '---\n# first\n\nid: hello\ntitle:   "A"  # why\ntags: [ a,b ]\n---\n',
  ],
  [
    'line breaks of Windows',
    '---\r\ntitle: A\r\n---\r\nText.\r\n',
    '---\r\nid: hello\r\ntitle: A\r\n---\r\nText.\r\n',
  ],
  ['a byte order mark', '\uFEFF---\ntitle: A\n---\n', '\uFEFF---\nid: hello\ntitle: A\n---\n'],
  ['a text of several lines', '---\ntitle: >\n  A\n  B\n---\n', '---\nid: hello\ntitle: >\n  A\n  B\n---\n'],
])('keeps %s', (_, source, expected) => {
  expect(writeId(source, 'hello')).toBe(expected);
});

test.each([
  ['a number', '42', 'id: "42"'],
  ['a word of YAML', 'null', 'id: "null"'],
  ['Chinese', '超时', 'id: 超时'],
])('writes %s as the text it is', (_, id, line) => {
  expect(writeId('---\ntitle: A\n---\n', id)).toBe(`---\n${line}\ntitle: A\n---\n`);
});

test.each([
  ['an id already', '---\nid: x\ntitle: A\n---\n'],
  ['TOML', '+++\ntitle = "A"\n+++\n'],
  ['an object on one line', '---\n{ title: A }\n---\n'],
  ['none', 'Text.\n'],
  ['no end', '---\ntitle: A\n'],
  ['what is no YAML', '---\ntitle: "A\n---\n'],
])('leaves front matter alone that has %s', (_, source) => {
  expect(writeId(source, 'hello')).toBeUndefined();
});
