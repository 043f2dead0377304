/** A promise with what settles it: the first time counts. */
export interface OpenOutcome<T> {
  readonly promise: Promise<T>;
  readonly resolve: (outcome: T) => void;
}

export function openOutcome<T>(): OpenOutcome<T> {
  let resolve = (_outcome: T): void => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
