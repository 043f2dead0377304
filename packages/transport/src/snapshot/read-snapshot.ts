import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { errorMessage } from '../error-message.js';
import { readWire, type WireSchema, wireObject } from '../wire-json/wire-schema.js';
import { fromBase64 } from './base64.js';
import { type KeptMetric, metricSchemas } from './metric-json.js';
import { snapshotRunSchema } from './run-json.js';
import { SnapshotError } from './snapshot-error.js';
import { snapshotFormat, snapshotVersion } from './snapshot-format.js';
import type { SnapshotEntry } from './snapshot-run.js';

const optionalText = z.optional(z.string());
const headerSchema = wireObject({
  format: z.string(),
  version: z.number(),
  exportedFrom: z.string(),
  exportedTime: z.string(),
});
const sweepSchema = wireObject({
  runId: z.string(),
  scope: wireObject({
    subscriptionId: optionalText,
    resourceGroup: optionalText,
    workspaceName: optionalText,
    experimentName: optionalText,
  }),
});
const unreadableSchema = wireObject({ runId: z.string(), code: z.string(), message: z.string() });
const fileSchema = wireObject({ runId: z.string(), name: z.string(), base64: z.string() });
const endSchema = wireObject({ lines: z.number() });
const ofRunSchema = wireObject({ runId: z.string() });

const notOurs = 'Give a file that "hyperdrive export --format ndjson" wrote.';
const damaged = 'The file was changed or damaged: export the sweep again.';

/** What a line says: as it was given to the writer, but for metrics, which are kept in less memory. */
export type ReadEntry =
  | Exclude<SnapshotEntry, { readonly kind: 'metric' }>
  | { readonly kind: 'metric'; readonly runId: string; readonly metric: KeptMetric };

/** What a line of a snapshot says, and which line it is, from 1. Empty lines do not count. */
export interface SnapshotLine {
  readonly line: number;
  readonly entry: ReadEntry;
}

/** Reads the lines of a snapshot one after the other. */
export interface SnapshotReader {
  /**
   * Reads the next line.
   * @returns `undefined` for what is no entry: an empty line, the end, and lines of a kind that is not known, as a later
   *   version may add some
   * @throws SnapshotError where the line is none of a snapshot, of a newer version, or damaged
   */
  readonly read: (text: string) => SnapshotLine | undefined;
  /**
   * Says that there are no more lines.
   * @throws SnapshotError where there was none, or the last one was not the end
   */
  readonly finish: () => void;
}

/** Makes the reader of one snapshot. */
export function createSnapshotReader(): SnapshotReader {
  let line = 0;
  let isEnded = false;
  return {
    read(text) {
      if (text.trim() === '') return undefined;
      line += 1;
      if (isEnded) throw new SnapshotError({ line, problem: 'comes after the end', hint: damaged });
      const object = parseLine(text, line);
      const kind = object.get('line');
      if (line === 1) return { line, entry: readHeader(object) };
      if (kind === 'end') {
        isEnded = checkEnd(object, line);
        return undefined;
      }
      const entry = readEntry(kind, object, line);
      return entry && { line, entry };
    },
    finish() {
      if (line === 0) throw new SnapshotError({ problem: 'is empty', hint: notOurs });
      if (isEnded) return;
      const hint = 'It was not written or copied to its end: export the sweep again.';
      throw new SnapshotError({ problem: `is cut short after ${line} lines`, hint });
    },
  };
}

function parseLine(text: string, line: number): JsonObject {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    const why = errorMessage(error).replace(/\.$/, '');
    throw new SnapshotError({ line, problem: `is no JSON: ${why}`, hint: line === 1 ? notOurs : damaged });
  }
  if (isJsonObject(value)) return value;
  throw new SnapshotError({ line, problem: 'is no JSON object', hint: line === 1 ? notOurs : damaged });
}

function readHeader(object: JsonObject): ReadEntry {
  const reading = readWire(headerSchema, object);
  if (object.get('line') !== 'header' || !reading.success || reading.data.format !== snapshotFormat) {
    throw new SnapshotError({ line: 1, problem: 'is not the header of an exported sweep', hint: notOurs });
  }
  const { version, exportedFrom, exportedTime } = reading.data;
  if (version > snapshotVersion) {
    const problem = `says version ${version}; this version of hyperdrive-run reads up to ${snapshotVersion}`;
    throw new SnapshotError({ line: 1, problem, hint: 'Update hyperdrive-run, then open the file again.' });
  }
  return { kind: 'header', exportedFrom, exportedTime: new Date(exportedTime) };
}

function checkEnd(object: JsonObject, line: number): true {
  const { lines } = read(endSchema, object, line);
  if (lines === line - 1) return true;
  throw new SnapshotError({
    line,
    problem: `should come after ${lines} lines, but follows ${line - 1}`,
    hint: damaged,
  });
}

function readEntry(kind: JsonValue | undefined, object: JsonObject, line: number): ReadEntry | undefined {
  const metricSchema = typeof kind === 'string' ? metricSchemas.get(kind) : undefined;
  if (metricSchema !== undefined) {
    const { runId } = read(ofRunSchema, object, line);
    return { kind: 'metric', runId, metric: read(metricSchema, object, line) };
  }
  switch (kind) {
    case 'sweep':
      return { kind: 'sweep', ...read(sweepSchema, object, line) };
    case 'run':
      return { kind: 'run', run: read(snapshotRunSchema, object, line) };
    case 'unreadable': {
      const { runId, ...failure } = read(unreadableSchema, object, line);
      return { kind: 'unreadable', runId, failure };
    }
    case 'file': {
      const { base64, ...file } = read(fileSchema, object, line);
      const bytes = fromBase64(base64);
      if (bytes === undefined) throw new SnapshotError({ line, problem: 'contains no base64', hint: damaged });
      return { kind: 'file', ...file, bytes };
    }
    default:
      if (typeof kind === 'string') return undefined;
      throw new SnapshotError({ line, problem: 'does not say of which kind it is', hint: damaged });
  }
}

function read<T>(schema: WireSchema<T>, object: JsonObject, line: number): T {
  const reading = readWire(schema, object);
  if (reading.success) return reading.data;
  throw new SnapshotError({ line, problem: `is not as it was written: ${reading.message}`, hint: damaged });
}
