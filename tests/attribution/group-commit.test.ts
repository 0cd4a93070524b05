import { expect, test } from 'vitest';
import { groupCommit } from '../../integrations/attribution/collector/store/group-commit.ts';

/** A database that is a list: a transaction's rows are in it once it has committed. */
function listDatabase() {
  const rows: string[] = [];
  const commits: number[] = [];
  return {
    rows,
    commits,
    async transact<Result>(work: (transaction: string[]) => Promise<Result>): Promise<Result> {
      const written: string[] = [];
      const result = await work(written);
      await Promise.resolve();
      rows.push(...written);
      commits.push(written.length);
      return result;
    },
  };
}

test('writes made together share one commit, and none settles before it', async () => {
  const { rows, commits, transact } = listDatabase();
  const { append } = groupCommit(transact);
  const settled = ['a', 'b', 'c'].map((row) =>
    append(async (transaction) => transaction.push(row)).then(() => expect(rows).toContain(row)),
  );
  await Promise.all(settled);
  expect(commits).toEqual([3]);
});

test('a write that fails fails alone', async () => {
  const { rows, transact } = listDatabase();
  const { append } = groupCommit(transact);
  const outcomes = await Promise.allSettled([
    append(async (transaction) => transaction.push('before')),
    append(async () => Promise.reject(new Error('broken row'))),
    append(async (transaction) => transaction.push('after')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(rows).toEqual(['before', 'after']);
});

test('draining waits for what was appended meanwhile', async () => {
  const { rows, transact } = listDatabase();
  const { append, drain } = groupCommit(transact);
  const first = append(async (transaction) => transaction.push('first')).then(() =>
    append(async (transaction) => transaction.push('second')),
  );
  await first;
  await drain();
  expect(rows).toEqual(['first', 'second']);
});
