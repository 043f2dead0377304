import { numberOf } from '../database/sql-row.js';
import { placeholders, slices } from '../database/sql-slices.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import type { MetricRowsRange, StoredMetricRow } from './stored-metric.js';
import { toStoredRow } from './to-stored-metric.js';

/** Rows of a series that one statement looks at: some milliseconds. */
export const rowsAtOnce: number = 5000;
/** Rows that are read between two pauses. */
const rowsOfSlice = 500;

/** A part of a series in the order in which it was committed: the last one ends nowhere. */
const part = `WITH part (last) AS (
    SELECT (SELECT sequence FROM metric_rows WHERE metric = ?1 AND sequence > ?2 ORDER BY sequence LIMIT 1 OFFSET ${rowsAtOnce - 1})
  )`;
const ofPart = 'FROM metric_rows, part WHERE metric = ?1 AND sequence > ?2 AND (last IS NULL OR sequence <= last)';
const latestOfPart = `${part} SELECT metric_rows.*, last ${ofPart}
  ORDER BY coalesce(step, 0) DESC, time DESC, sequence DESC LIMIT 1`;
const placesOfPart = `${part} SELECT sequence, time, coalesce(step, 0) AS step, last ${ofPart}
  ORDER BY time, coalesce(step, 0), sequence`;

/** Which row of a series is the latest one: that of the greatest step, then time, then commit. No step counts as 0. */
export function* findLatestRow(
  database: SqliteDatabase,
  metric: number,
): Generator<undefined, StoredMetricRow | undefined> {
  let latest: StoredMetricRow | undefined;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const [found] = database.all(latestOfPart, metric, after);
    if (found === undefined) break;
    const row = toStoredRow(found);
    // Of equal ones the later commit.
    if (latest === undefined || compareLatest(row, latest) >= 0) latest = row;
    after = endOf(found);
    if (after !== undefined) yield;
  }
  return latest;
}

function compareLatest(a: StoredMetricRow, b: StoredMetricRow): number {
  return (a.step ?? 0) - (b.step ?? 0) || a.time.getTime() - b.time.getTime();
}

/** Where a row is among others of its series. */
interface Place {
  readonly time: number;
  readonly step: number;
  readonly sequence: number;
}

/**
 * The rows of a series by their time, then step, then commit. No step counts as 0. Between two parts it yields `undefined`:
 * where each row comes is known only once all were looked at.
 */
export function* readRowsByTime(
  database: SqliteDatabase,
  metric: number,
  { offset, limit }: MetricRowsRange,
): Generator<StoredMetricRow | undefined> {
  const sorted = yield* sortedRuns(database, metric);
  let slice: number[] = [];
  let position = 0;
  for (const { sequence } of merged(sorted)) {
    position += 1;
    if (position > offset + limit) break;
    if (position > offset) slice.push(sequence);
    else if (position % rowsAtOnce === 0) yield;
    if (slice.length < rowsOfSlice) continue;
    yield* rowsOf(database, slice);
    yield;
    slice = [];
  }
  yield* rowsOf(database, slice);
}

/** The places of a series in as few sorted runs as it is committed in: usually one. */
function* sortedRuns(database: SqliteDatabase, metric: number): Generator<undefined, readonly (readonly Place[])[]> {
  const runs: Place[][] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const rows = database.all(placesOfPart, metric, after);
    const places = rows.map((row) => ({
      time: numberOf(row, 'time'),
      step: numberOf(row, 'step'),
      sequence: numberOf(row, 'sequence'),
    }));
    const [first, run] = [places[0], runs.at(-1)];
    const end = run?.at(-1);
    if (first !== undefined && run !== undefined && end !== undefined && comparePlaces(end, first) < 0) {
      for (const place of places) run.push(place);
    } else runs.push(places);
    after = rows[0] === undefined ? undefined : endOf(rows[0]);
    yield;
  }
  return runs;
}

function* merged(runs: readonly (readonly Place[])[]): Generator<Place> {
  const next = runs.map(() => 0);
  for (;;) {
    let first: { readonly place: Place; readonly run: number } | undefined;
    for (const [run, places] of runs.entries()) {
      const place = places[next[run] ?? 0];
      if (place !== undefined && (first === undefined || comparePlaces(place, first.place) < 0)) first = { place, run };
    }
    if (first === undefined) return;
    next[first.run] = (next[first.run] ?? 0) + 1;
    yield first.place;
  }
}

function comparePlaces(a: Place, b: Place): number {
  return a.time - b.time || a.step - b.step || a.sequence - b.sequence;
}

function* rowsOf(database: SqliteDatabase, sequences: readonly number[]): Generator<StoredMetricRow> {
  const rows = new Map<number, StoredMetricRow>();
  for (const some of slices(sequences)) {
    const sql = `SELECT * FROM metric_rows WHERE sequence IN (${placeholders(some.length)})`;
    for (const row of database.all(sql, ...some)) rows.set(numberOf(row, 'sequence'), toStoredRow(row));
  }
  for (const sequence of sequences) {
    const row = rows.get(sequence);
    // Its run may have been deleted meanwhile.
    if (row !== undefined) yield row;
  }
}

function endOf(row: ReadonlyMap<string, string | number | null>): number | undefined {
  const last = row.get('last');
  return typeof last === 'number' ? last : undefined;
}
