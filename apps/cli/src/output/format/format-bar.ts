/** From nothing to a whole cell, in eighths. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/** A bar of text: a part, from 0 to 1, of so many cells. What is more than nothing is seen. */
export function formatBar(part: number, width: number): string {
  const all = Math.max(part > 0 ? 1 : 0, Math.round(Math.min(1, part) * width * 8));
  return '█'.repeat(Math.floor(all / 8)) + (eighths[all % 8] ?? '');
}
