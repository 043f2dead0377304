/**
 * The format of a sweep in a file: JSON lines in UTF-8, one object a line, each with its kind under `line`.
 *
 * 1. `header`: the format's name and version, when and from where the sweep was taken.
 * 2. For each sweep (the first is the one that was asked for, then those that it resumed from): `sweep`, its scope and
 *    the id of its parent; then its runs, the parent first, then all below it in listing order: a tree, each run once.
 *    The parent's `run` has a `primaryMetric` where whoever exported it named one. After a run's `run`
 *    line, or further down, is what it logged (`points`, `rows`, `references`: up to 1000 entries a line, one
 *    metric may take many lines), `unreadable` where that could not be read, and its files (`file`).
 * 3. `end`: how many lines precede it. A file without it is cut short.
 *
 * Numbers keep all digits; NaN and the infinities are `{"number": "NaN"}` and so on, so that they are distinct from text.
 * Times are ISO texts in UTC with milliseconds. Fields that are not known are left alone: a later version may add some.
 */
export const snapshotFormat = 'hyperdrive-run/sweep';

/** The version that is written, and the newest one that is read. */
export const snapshotVersion = 1;

/** How many points, rows or references one line has at most. */
export const entriesPerLine = 1000;
