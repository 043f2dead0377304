import { type JsonValue, writeJson } from '@hyperdrive-run/sdk';

/** A run, in lines with names. */
export interface ComparedRun {
  readonly runId: string;
  /** What it reached. */
  readonly results: ReadonlyMap<string, JsonValue | undefined>;
  /** What it was called with: of a sweep its file, of a trial its hyperparameters. */
  readonly settings: ReadonlyMap<string, JsonValue>;
}

/** A line of two runs. */
export interface ComparedLine {
  readonly name: string;
  readonly a: JsonValue | undefined;
  readonly b: JsonValue | undefined;
}

/** What two runs reached, where either has it. */
export function compareResults(a: ComparedRun, b: ComparedRun): readonly ComparedLine[] {
  return lines(a.results, b.results).filter((line) => line.a !== undefined || line.b !== undefined);
}

/** The settings in which two runs differ. */
export function compareSettings(a: ComparedRun, b: ComparedRun): readonly ComparedLine[] {
  return lines(a.settings, b.settings).filter((line) => !isEqual(line.a, line.b));
}

function lines(
  a: ReadonlyMap<string, JsonValue | undefined>,
  b: ReadonlyMap<string, JsonValue | undefined>,
): readonly ComparedLine[] {
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => ({ name, a: a.get(name), b: b.get(name) }));
}

function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return writeJson(a) === writeJson(b);
}
