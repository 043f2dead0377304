/** A count with its noun: `1 trial`, `3 trials`. */
export function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
