/**
 * The name that is most like the one that was wanted, for "did you mean": letters' case, blanks and punctuation count
 * for nothing, then the fewest letters to change. `undefined` where none is alike.
 */
export function closestName(wanted: string, names: Iterable<string>): string | undefined {
  const target = normalize(wanted);
  let closest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const candidate = normalize(name);
    // `val_accuracy` is meant by `accuracy` more often than a word with as many other letters.
    const isPart = target !== '' && candidate !== '' && (candidate.includes(target) || target.includes(candidate));
    const distance = isPart ? Math.abs(candidate.length - target.length) / 4 : editDistance(target, candidate);
    if (closest === undefined || distance < closest.distance) closest = { name, distance };
  }
  const limit = Math.max(1, target.length / 2);
  return closest !== undefined && closest.distance <= limit ? closest.name : undefined;
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll(/[\s\p{P}]/gu, '');
}

/** How many letters must be put in, taken out or replaced (Levenshtein, 1966), one row of the table at a time. */
function editDistance(a: string, b: string): number {
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
