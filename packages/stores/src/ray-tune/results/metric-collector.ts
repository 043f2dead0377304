import type { Metric, MetricCell, MetricColumnType, MetricPoint } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { isPlainObject, parsePlainly } from '../state/plain-json.js';
import { bookkeeping } from './bookkeeping.js';

/** Collects the reports of one trial, in their order. */
export interface MetricCollector {
  /**
   * Adds reports from their lines of JSON, with Python's NaN in it. A line that is no JSON object, as the last one of a writer that
   * was killed, adds nothing.
   */
  readonly addLines: (text: string) => void;
  readonly addResult: (result: JsonObject) => void;
  /** Each key is a series with `training_iteration` as its step, nested keys are joined by `/`, lists are left out. */
  readonly metrics: () => ReadonlyMap<string, Metric>;
}

/** Makes the collector of one trial's reports. */
export function createMetricCollector(): MetricCollector {
  const series = new Map<string, MetricPoint[]>();
  const found = new Cells();

  function commit(): void {
    const { step, time } = found;
    for (let at = 0; at < found.count; at += 1) {
      const name = found.names[at] ?? '';
      const value = found.values[at] ?? null;
      const points = series.get(name);
      if (points === undefined) series.set(name, [{ value, step, time }]);
      else points.push({ value, step, time });
    }
  }

  function addResult(result: JsonObject): void {
    found.clear();
    for (const [name, value] of result) found.addTop(name, value);
    commit();
  }

  /** @returns whether nothing was lost */
  function addPlain(plain: unknown): boolean {
    if (!isPlainObject(plain)) return false;
    found.clear();
    for (const name in plain) found.addTop(name, plain[name]);
    if (!found.isInexact) commit();
    return !found.isInexact;
  }

  function addExactly(line: string): void {
    const exact = parsedExactly(line);
    if (isJsonObject(exact)) addResult(exact);
  }

  return {
    addResult,
    addLines(text) {
      const trimmed = text.trimEnd();
      let lines: readonly string[] | undefined;
      const listLines = (): readonly string[] => (lines ??= trimmed.split('\n'));
      // All lines at once take less time than each on its own, where none of them has NaN in it or was cut.
      const all = parsePlainly(`[${trimmed.replaceAll('\n', ',')}]`);
      const isWhole = Array.isArray(all) && all.length === countLines(trimmed);
      const results: readonly unknown[] = isWhole ? all : listLines().map(parsePlainly);
      for (let at = 0; at < results.length; at += 1) if (!addPlain(results[at])) addExactly(listLines()[at] ?? '');
    },
    metrics: () =>
      new Map([...series].map(([name, points]) => [name, { kind: 'scalar', name, valueType: typeOf(points), points }])),
  };
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** What one report says, from objects of `JSON.parse` or from Maps. One is filled again and again: there are very many reports. */
class Cells {
  readonly names: string[] = [];
  readonly values: MetricCell[] = [];
  /** How many of the names and values belong to this report. */
  count = 0;
  step: number | undefined;
  time: Date | undefined;
  /** Whether it met a number that `JSON.parse` may have changed. */
  isInexact = false;
  #latest: Date = new Date(Number.NaN);

  clear(): void {
    this.count = 0;
    this.step = undefined;
    this.time = undefined;
    this.isInexact = false;
  }

  addTop(name: string, value: unknown): void {
    if (!bookkeeping.has(name)) return this.#add(name, value);
    if (typeof value !== 'number' || !Number.isFinite(value)) return;
    if (name === 'training_iteration') this.step = value;
    else if (name === 'timestamp') this.time = this.#timeOf(value * 1000);
  }

  /** Ray writes whole seconds, in which many reports come. */
  #timeOf(milliseconds: number): Date {
    if (this.#latest.getTime() !== milliseconds) this.#latest = new Date(milliseconds);
    return this.#latest;
  }

  #add(name: string, value: unknown): void {
    if (isCell(value)) {
      this.names[this.count] = name;
      this.values[this.count] = value;
      this.count += 1;
      if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) this.isInexact = true;
    } else if (value instanceof Map) {
      if (value.get('_type') === pickleType) return;
      for (const [key, inner] of value) this.#add(`${name}/${key}`, inner);
    } else if (isPlainObject(value)) {
      if (value['_type'] === pickleType) return;
      for (const key in value) this.#add(`${name}/${key}`, value[key]);
    }
  }
}

const pickleType = 'CLOUDPICKLE_FALLBACK';

function isCell(value: unknown): value is MetricCell {
  return typeof value !== 'object' || value === null;
}

function parsedExactly(line: string): JsonValue | undefined {
  try {
    return parseJson(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function typeOf(points: readonly MetricPoint[]): MetricColumnType {
  if (points.every(({ value }) => typeof value === 'boolean')) return 'bool';
  return points.every(({ value }) => typeof value === 'string') ? 'string' : 'double';
}
