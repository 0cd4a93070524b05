/** Rows of one statement: SQLite takes at most 32,766 values in one, PostgreSQL 65,535. */
const PIECE = 1_000;

/** Works through rows in pieces that one statement can take. No rows, no statement. */
export async function inPieces<Row>(
  rows: readonly Row[],
  work: (piece: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += PIECE) await work(rows.slice(start, start + PIECE));
}
