import { expect, test } from 'vitest';
import { planQuery } from '../../integrations/search/browser/plan-query.ts';

test.each([
  ['构建', ['=构建']],
  ['数据库', ['=数据 据库']],
  ['锁', ['锁']],
  ['Node 超时', ['node', '=超时']],
  ['ｐ９９延迟', ['p99', '=延迟']],
  ['构建 构建', ['=构建']],
  ['“缓存 击穿”', ['=缓存 存 击穿']],
  ['"connection pool" size', ['=connection pool', 'size']],
  ['how to cancel', ['cancel']],
  ['to be', ['=to', '=be']],
  ['Go', ['=go']],
  ['C++，C#', ['c++', '=c#']],
  ['-- ！', []],
  ['', []],
])('“%s” asks for %j', (query, parts) => {
  expect(planQuery(query).map(({ tokens, isExact }) => (isExact ? '=' : '') + tokens.join(' '))).toEqual(
    parts,
  );
});
