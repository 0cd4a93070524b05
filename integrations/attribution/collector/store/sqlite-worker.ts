import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { asKyselyDatabase } from './sqlite-statements.ts';
import type { Answer, Question, Statement, ThreadSettings } from './sqlite-thread.ts';

/** The thread that writes to an SQLite file. It answers one question after the other, in order. */
const { file, pragmas } = workerData as ThreadSettings;
const connection = new DatabaseSync(file);
connection.exec(pragmas);
const database = asKyselyDatabase(connection);

parentPort?.on('message', (question: Question) => {
  const answer = answerTo(question);
  parentPort?.postMessage(answer);
  if (question === 'close') parentPort?.close();
});

function answerTo(question: Question): Answer {
  try {
    if (question !== 'close') return run(question);
    database.close();
    return { rows: [] };
  } catch (error) {
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number };
    return { hasBegun: connection.isTransaction, failed: { message, code, errcode } };
  }
}

function run({ sql, parameters, transaction }: Statement): Answer {
  if (transaction === 'asked for') database.prepare('begin').run([]);
  if (transaction !== 'none' && !connection.isTransaction) throw new Error('the transaction has not begun');
  const statement = database.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) };
  const { changes } = statement.run(parameters);
  return { rows: [], changes: BigInt(changes) };
}
