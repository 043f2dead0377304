/** What an id is shown without, as commands take it without. */
const usualPrefix = /^HD_/;
/** Fewer characters would name another sweep soon. */
const fewest = 8;

/**
 * The beginning of each id that no other of them has, to be typed in place of it: `7f3a0b12`. Ids that are short anyway are whole.
 */
export function shortestIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map(ids.map((id) => [id, id.replace(usualPrefix, '')]));
  const sorted = [...names.values()].toSorted();
  const shared = new Map<string, number>();
  for (const [at, name] of sorted.entries()) {
    shared.set(name, Math.max(common(name, sorted[at - 1] ?? ''), common(name, sorted[at + 1] ?? '')));
  }
  return new Map(
    [...names].map(([id, name]) => {
      const length = Math.max(fewest, (shared.get(name) ?? 0) + 1);
      return [id, name.length <= length + 4 ? id : name.slice(0, length)];
    }),
  );
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** A trial's id as it can be typed, too: `7f3a0b12_3` for a trial of the sweep that {@link shortestIds} calls `7f3a0b12`. */
export function shortTrialId(runId: string): string {
  const [, sweep = '', number = ''] = /^(.+)_(\d+)$/.exec(runId) ?? [];
  const short = sweep.replace(usualPrefix, '');
  return number === '' || short.length <= fewest + 4 ? runId : `${short.slice(0, fewest)}_${number}`;
}
