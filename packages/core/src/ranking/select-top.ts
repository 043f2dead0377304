/**
 * The first `count` items of what a stable sort would give, without sorting the rest: a bounded heap, O(n log count).
 * Ties keep the order of `items`.
 */
export function selectTop<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  // The root is the worst of the kept entries: it is what a better newcomer replaces.
  const heap: Entry<T>[] = [];
  const isWorse = (a: Entry<T>, b: Entry<T>): boolean => order(a, b, compare) > 0;
  let position = 0;
  for (const item of items) {
    const entry = { item, position };
    position += 1;
    if (heap.length < count) {
      heap.push(entry);
      siftUp(heap, isWorse);
    } else if (heap[0] !== undefined && isWorse(heap[0], entry)) {
      heap[0] = entry;
      siftDown(heap, isWorse);
    }
  }
  return heap.toSorted((a, b) => order(a, b, compare)).map(({ item }) => item);
}

interface Entry<T> {
  readonly item: T;
  readonly position: number;
}

function order<T>(a: Entry<T>, b: Entry<T>, compare: (a: T, b: T) => number): number {
  return compare(a.item, b.item) || a.position - b.position;
}

function siftUp<T>(heap: T[], isWorse: (a: T, b: T) => boolean): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfWorse(heap, at, parent, isWorse)) return;
    at = parent;
  }
}

function siftDown<T>(heap: T[], isWorse: (a: T, b: T) => boolean): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const leftItem = heap[left];
    const rightItem = heap[left + 1];
    if (leftItem === undefined) return;
    const child = rightItem !== undefined && isWorse(rightItem, leftItem) ? left + 1 : left;
    if (!swapIfWorse(heap, child, at, isWorse)) return;
    at = child;
  }
}

/** Lets the worse of the two stand at `above`. */
function swapIfWorse<T>(heap: T[], below: number, above: number, isWorse: (a: T, b: T) => boolean): boolean {
  const lower = heap[below];
  const upper = heap[above];
  if (lower === undefined || upper === undefined || !isWorse(lower, upper)) return false;
  heap[below] = upper;
  heap[above] = lower;
  return true;
}
