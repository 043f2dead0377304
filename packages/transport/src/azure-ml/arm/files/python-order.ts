/**
 * Compares two texts as Python does, by code points. JavaScript's `<` compares halves of surrogate pairs, which come before
 * the last letters of the basic plane.
 */
export function comparePythonTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Moves surrogates, which stand for letters beyond the basic plane, behind all of that plane. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Sorts by the lower-cased text of each item, as Python's `sorted(..., key=lambda x: x.lower())`: equal ones keep their order. */
export function sortedByLowerCase<T>(items: readonly T[], textOf: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, key: textOf(item).toLowerCase() }))
    .toSorted((left, right) => comparePythonTexts(left.key, right.key))
    .map(({ item }) => item);
}
