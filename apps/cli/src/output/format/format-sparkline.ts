/** From the lowest value to the highest. */
const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * Values as a line of text: a cell for each, or for every so many of them, of which the last one counts. Values that are not
 * finite have a blank cell.
 */
export function formatSparkline(values: readonly number[], width: number): string {
  const cells = Math.min(values.length, Math.max(0, width));
  const shown = Array.from({ length: cells }, (_, cell) => {
    const last = Math.ceil(((cell + 1) * values.length) / cells) - 1;
    return values[last] ?? Number.NaN;
  });
  const finite = shown.filter((value) => Number.isFinite(value));
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return shown.map((value) => (Number.isFinite(value) ? levelOf(value, low, high) : ' ')).join('');
}

function levelOf(value: number, low: number, high: number): string {
  if (low === high) return levels[3] ?? '';
  // Halves where the difference is no number, as between the largest ones; never else, for the smallest have none.
  const part = Number.isFinite(high - low)
    ? (value - low) / (high - low)
    : (value / 2 - low / 2) / (high / 2 - low / 2);
  return levels[Math.min(levels.length - 1, Math.floor(part * levels.length))] ?? '';
}
