/** How many letters must be put in, taken out or replaced (Levenshtein, 1966), one row of the table at a time. */
export function editDistance(a: string, b: string): number {
  const letters = [...b];
  let row = [0, ...letters.map((_, position) => position + 1)];
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (const [position, other] of letters.entries()) {
      const replaced = (row[position] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[position + 1] ?? 0) + 1, (next[position] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
