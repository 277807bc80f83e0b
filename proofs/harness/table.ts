/** Columns aligned, the first to the left: for what a proof prints of itself. */
export function table(heading: string, columns: readonly string[], rows: readonly unknown[][]) {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((row) => (row[index] ?? '').length)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return index === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('   '),
  );
  console.info(`\n${heading}\n${lines.join('\n')}`);
}
