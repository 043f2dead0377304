/** What an id may begin with that nobody needs to type. */
const usualPrefix = 'HD_';

/** Whether a text is an id, or the beginning of it, or of its part after `HD_`. */
export function abbreviates(text: string, runId: string): boolean {
  if (text === '') return false;
  return runId.startsWith(text) || (runId.startsWith(usualPrefix) && runId.startsWith(text, usualPrefix.length));
}

/**
 * The runs that a text may mean, where one of the sweeps has this id: the sweep itself, or with `_12` behind the beginning of
 * its id the trial 12 of it.
 */
export function meaningsOf(text: string, sweepId: string): readonly string[] {
  const [, ofSweep = '', number = ''] = /^(.+)_(\d+)$/.exec(text) ?? [];
  const trial = abbreviates(ofSweep, sweepId) ? [`${sweepId}_${Number(number)}`] : [];
  return abbreviates(text, sweepId) ? [sweepId, ...trial] : trial;
}

/** How many letters two texts share at their beginnings and ends together, `HD_` left aside. */
export function likeness(text: string, runId: string): number {
  const [wanted, id] = [withoutPrefix(text), withoutPrefix(runId)];
  const most = Math.min(wanted.length, id.length);
  let front = 0;
  while (front < most && wanted[front] === id[front]) front += 1;
  let back = 0;
  while (back < most - front && wanted.at(-1 - back) === id.at(-1 - back)) back += 1;
  return front + back;
}

function withoutPrefix(id: string): string {
  return id.startsWith(usualPrefix) ? id.slice(usualPrefix.length) : id;
}
