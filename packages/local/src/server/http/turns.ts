/**
 * The loop of this process, shared by whatever takes long. Work that goes on beyond a slice waits here for its next turn:
 * of all that waits, one is let on in each round of the loop, so that many long requests together hold it no longer than
 * one, and short requests come in between.
 */
const waiting: (() => void)[] = [];

/** How long a slice may take, in milliseconds, before its work waits for its next turn. */
const sliceMs = 10;

/** Resolves in a later round of the loop, after those that asked before. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(letOneOn);
  });
}

function letOneOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneOn);
}

/** Says when a piece of long work has had its slice. */
export interface Pace {
  /** Whether others should be let on now. */
  isSpent(): boolean;
  /** Lets others on. */
  rest(): Promise<void>;
}

/**
 * Begins a slice. To be asked between steps that are short themselves:
 * `if (pace.isSpent()) await pace.rest();`
 * @param clock milliseconds; the process's own by default
 */
export function startPace(clock: () => number = () => performance.now()): Pace {
  let began = clock();
  return {
    isSpent: () => clock() - began >= sliceMs,
    async rest() {
      await nextTurn();
      began = clock();
    },
  };
}

/**
 * Does something with each item, in as many slices as that takes.
 * @param around is called with the work of each slice, which it is to do: in a transaction, for example
 */
export async function forEachInTurns<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  around: (slice: () => void) => void = (slice) => slice(),
): Promise<void> {
  const left = items[Symbol.iterator]();
  const pace = startPace();
  for (let next = left.next(); next.done !== true; next = left.next()) {
    const first = next.value;
    around(() => {
      work(first);
      while (!pace.isSpent()) {
        const { value, done } = left.next();
        if (done === true) return;
        work(value);
      }
    });
    if (pace.isSpent()) await pace.rest();
  }
}

/** Does work that comes in steps, in as many slices as it takes. Returns what the work returns. */
export async function doInTurns<T>(work: Generator<undefined, T>): Promise<T> {
  const pace = startPace();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (pace.isSpent()) await pace.rest();
  }
}
