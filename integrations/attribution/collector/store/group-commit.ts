/** How long a write waits for company, in milliseconds: what one sync to disk costs, shared by all who wait. */
const WINDOW = 2;

/**
 * Writes many things in one transaction. Each promise settles after the commit that made its write
 * durable. A write that fails fails alone: its batch is rolled back and its writes are done one by one.
 *
 * @param transact runs work in a transaction, and resolves after its commit
 */
export function groupCommit<Transaction>(transact: Transact<Transaction>): GroupCommit<Transaction> {
  let waiting: Pending<Transaction>[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, WINDOW));
      const batch = waiting;
      waiting = [];
      await commitTogether(batch, transact);
    }
    flushing = undefined;
  }

  return {
    append<Result>(write: Write<Transaction, Result>) {
      return new Promise<Result>((resolve, reject) => {
        waiting.push(pend(write, resolve, reject));
        flushing ??= flush();
      });
    },
    drain: async () => flushing,
  };
}

function pend<Transaction, Result>(
  write: Write<Transaction, Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Pending<Transaction> {
  return {
    async run(transaction) {
      const result = await write(transaction);
      return () => resolve(result);
    },
    reject,
  };
}

async function commitTogether<Transaction>(
  batch: readonly Pending<Transaction>[],
  transact: Transact<Transaction>,
): Promise<void> {
  try {
    const settle = await transact((transaction) => runInOrder(batch, transaction));
    for (const resolve of settle) resolve();
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const pending of batch) await commitTogether([pending], transact);
  }
}

async function runInOrder<Transaction>(
  batch: readonly Pending<Transaction>[],
  transaction: Transaction,
): Promise<(() => void)[]> {
  const settle: (() => void)[] = [];
  for (const pending of batch) settle.push(await pending.run(transaction));
  return settle;
}

/** Run again after its batch failed, so it must not do anything outside its transaction. */
export type Write<Transaction, Result> = (transaction: Transaction) => Promise<Result>;

export type Transact<Transaction> = <Result>(
  work: (transaction: Transaction) => Promise<Result>,
) => Promise<Result>;

export interface GroupCommit<Transaction> {
  append<Result>(write: Write<Transaction, Result>): Promise<Result>;
  /** Resolves once nothing waits. */
  drain(): Promise<void>;
}

interface Pending<Transaction> {
  /** Resolves to what settles the write's promise once the commit is done. */
  run(transaction: Transaction): Promise<() => void>;
  reject(error: unknown): void;
}
