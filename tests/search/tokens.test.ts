import { expect, test } from 'vitest';
import { isSpaced, runTokens, surface, tokenise } from '../../integrations/search/tokens.ts';

test.each([
  ['增量构建', ['增量', '量构', '构建', '建']],
  ['锁', ['锁']],
  ['p99延迟', ['p99', '延迟', '迟']],
  ['用 Ｎｏｄｅ 写', ['用', 'Node', '写']],
  ['构建，发布。', ['构建', '建', '，', '发布', '布', '。']],
  ['const a = "构建";', ['const', 'a', '=', '"', '构建', '建', '";']],
  ['人々と𠮷野家', ['人々', '々と', 'と𠮷', '𠮷野', '野家', '家']],
  ['', []],
])('%s goes into the index as %j', (text, tokens) => {
  expect(tokenise(text)).toEqual(tokens);
});

test.each([
  ['数据库', ['数据', '据库']],
  ['锁', ['锁']],
])('%s is looked up by %j', (run, tokens) => {
  expect(runTokens(run)).toEqual(tokens);
});

test.each(['增量构建，只做一半。', 'A timeout is no answer.', '在 Node 里'])('“%s” is read back', (text) => {
  const words = tokenise(text).map(surface);
  const read = words.reduce((all, word) => all + (isSpaced(all, word) ? ' ' : '') + word);
  expect(read).toBe(text);
});
