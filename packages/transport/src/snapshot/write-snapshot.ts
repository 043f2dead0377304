import { type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { toBase64 } from './base64.js';
import { metricParts, metricToJson } from './metric-json.js';
import { runToJson } from './run-json.js';
import { snapshotFormat, snapshotVersion } from './snapshot-format.js';
import type { SnapshotEntry } from './snapshot-run.js';

/**
 * Writes what a snapshot is to say, line by line, each with its line feed. Holds no more than one entry at a time.
 * See snapshot-format.ts for the lines.
 */
export async function* writeSnapshot(entries: AsyncIterable<SnapshotEntry>): AsyncGenerator<string, void, undefined> {
  let lines = 0;
  for await (const entry of entries) {
    for (const line of linesOf(entry)) {
      lines += 1;
      yield `${writeJson(line)}\n`;
    }
  }
  yield `${writeJson(
    new Map<string, JsonValue>([
      ['line', 'end'],
      ['lines', lines],
    ]),
  )}\n`;
}

function* linesOf(entry: SnapshotEntry): Generator<JsonObject, void, undefined> {
  switch (entry.kind) {
    case 'header':
      yield lineOf('header', {
        format: snapshotFormat,
        version: snapshotVersion,
        exportedFrom: entry.exportedFrom,
        exportedTime: entry.exportedTime.toISOString(),
      });
      return;
    case 'sweep': {
      const scope = Object.entries(entry.scope).filter(([, value]) => value !== undefined);
      yield lineOf('sweep', { runId: entry.runId, scope: new Map(scope) });
      return;
    }
    case 'run':
      yield new Map<string, JsonValue>([['line', 'run'], ...runToJson(entry.run)]);
      return;
    case 'metric':
      for (const part of metricParts(entry.metric)) {
        yield new Map<string, JsonValue>([...metricToJson(part), ['runId', entry.runId]]);
      }
      return;
    case 'unreadable':
      yield lineOf('unreadable', { runId: entry.runId, code: entry.failure.code, message: entry.failure.message });
      return;
    case 'file':
      yield lineOf('file', { runId: entry.runId, name: entry.name, base64: toBase64(entry.bytes) });
  }
}

function lineOf(kind: string, fields: Readonly<Record<string, JsonValue>>): JsonObject {
  return new Map<string, JsonValue>([['line', kind], ...Object.entries(fields)]);
}
