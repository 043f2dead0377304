/** Nobody waits for a painting for longer, in milliseconds. */
const mostMs = 1000;

/** Resolves when what is in the page by now has been painted; at once in a window that is not seen, where nothing is. */
export function afterPaint(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, mostMs);
    // A frame is painted after its callbacks: what follows on them is the next task.
    requestAnimationFrame(() => {
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      });
    });
  });
}
