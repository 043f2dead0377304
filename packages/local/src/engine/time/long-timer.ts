/** The longest time that Node's own timer can wait, in milliseconds: about 24 days. */
const longestWaitMs = 2 ** 31 - 1;

/** Calls `action` at a time, however far off. Returns a function that cancels it. */
export function startTimerUntil(time: number, action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const left = Math.max(0, time - Date.now());
    timer = left > longestWaitMs ? setTimeout(wait, longestWaitMs) : setTimeout(action, left);
  };
  wait();
  return () => clearTimeout(timer);
}
