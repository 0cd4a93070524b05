/** How long a write waits for company, in milliseconds: what one sync to disk costs, shared by all who wait. */
const WINDOW = 2;

/**
 * Writes many things in one transaction. Each promise settles after the commit that made its write durable. A write
 * that fails fails alone: its batch is rolled back, and each half of it is tried again.
 *
 * @param transact runs work in a transaction, and resolves after its commit
 * @param concernsAll whether an error is the database's and not that of one write: then the whole batch fails
 */
export function groupCommit<Transaction>(
  transact: Transact<Transaction>,
  concernsAll: (error: unknown) => boolean = () => false,
): GroupCommit<Transaction> {
  let waiting: Pending<Transaction>[] = [];
  let flushing: Promise<void> | undefined;

  async function commit(batch: readonly Pending<Transaction>[]): Promise<void> {
    try {
      const settle = await transact((transaction) => runInOrder(batch, transaction));
      for (const resolve of settle) resolve();
    } catch (error) {
      if (batch.length === 1 || concernsAll(error)) for (const { reject } of batch) reject(error);
      else await commitHalves(batch);
    }
  }

  async function commitHalves(batch: readonly Pending<Transaction>[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await commit(batch.slice(0, middle));
    await commit(batch.slice(middle));
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, WINDOW));
      const batch = waiting;
      waiting = [];
      await commit(batch);
    }
    flushing = undefined;
  }

  return {
    append<Result>(write: Write<Transaction, Result>, announce?: (transaction: Transaction) => void) {
      return new Promise<Result>((resolve, reject) => {
        waiting.push(pend(write, announce, { resolve, reject }));
        flushing ??= flush();
      });
    },
    drain: async () => flushing,
  };
}

function pend<Transaction, Result>(
  write: Write<Transaction, Result>,
  announce: ((transaction: Transaction) => void) | undefined,
  { resolve, reject }: Pick<PromiseWithResolvers<Result>, 'resolve' | 'reject'>,
): Pending<Transaction> {
  return {
    announce,
    async run(transaction) {
      const result = await write(transaction);
      return () => resolve(result);
    },
    reject,
  };
}

async function runInOrder<Transaction>(
  batch: readonly Pending<Transaction>[],
  transaction: Transaction,
): Promise<(() => void)[]> {
  for (const pending of batch) pending.announce?.(transaction);
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
  /** @param announce run before any write of the batch, so that one statement can serve several writes */
  append<Result>(
    write: Write<Transaction, Result>,
    announce?: (transaction: Transaction) => void,
  ): Promise<Result>;
  /** Resolves once nothing waits. */
  drain(): Promise<void>;
}

interface Pending<Transaction> {
  readonly announce: ((transaction: Transaction) => void) | undefined;
  /** Resolves to what settles the write's promise once the commit is done. */
  run(transaction: Transaction): Promise<() => void>;
  reject(error: unknown): void;
}
