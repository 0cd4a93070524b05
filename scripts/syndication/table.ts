import stringWidth from 'string-width';

/** Prints rows in columns, as wide as what stands in them; Chinese takes two places. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  for (const row of rows) {
    const cells = row.map((text, index) => text + ' '.repeat((widths[index] ?? 0) - stringWidth(text)));
    console.log(cells.join('  ').trimEnd());
  }
}
