import type { RunDetails, RunRecord } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { toRunRecord } from './to-run-record.js';
import type { RunDetailsDto, RunDto } from './wire/run-dto.js';

/** Where a run definition keeps its arguments: itself, or what it wraps, by either way of writing. */
const wrappers = ['configuration', 'Configuration', 'overrides', 'Overrides', 'definition', 'Definition'];

/** The arguments of a run definition as text; older and newer services keep them at different depths. */
export function readArguments(definition: JsonValue | undefined, depth = 0): readonly string[] {
  if (!isJsonObject(definition) || depth > 3) return [];
  const found = definition.get('arguments') ?? definition.get('Arguments');
  if (isJsonArray(found) && found.length > 0) {
    return found.flatMap((argument) => (argument === null || typeof argument === 'object' ? [] : [String(argument)]));
  }
  for (const name of wrappers) {
    const inner = readArguments(definition.get(name), depth + 1);
    if (inner.length > 0) return inner;
  }
  return [];
}

/**
 * Turns details of the wire into details that callers get. The signed addresses of log files stay behind.
 * @param run the run as a request of its own answered it: details leave out tags, parent, type and more
 * @param moreLogFiles names from the log listings, which the details alone do not have
 */
export function toRunDetails(
  run: RunDto,
  details: RunDetailsDto,
  experimentName: string | undefined,
  moreLogFiles: readonly string[],
): RunDetails {
  return {
    run: toRunRecord(
      { ...run, error: run.error ?? details.error, warnings: run.warnings ?? details.warnings },
      experimentName,
    ),
    target: details.target ?? run.target,
    ...ownDetails(details, moreLogFiles),
  };
}

/** The same beside a run that is known: only why it failed and its warnings may be in the details alone. */
export function detailsOfKnown(known: RunRecord, details: RunDetailsDto, moreLogFiles: readonly string[]): RunDetails {
  const { error, warnings } = toRunRecord(
    { runId: known.runId, error: details.error, warnings: details.warnings },
    known.experimentName,
  );
  return {
    run: {
      ...known,
      error: known.error ?? error,
      warnings: known.warnings.length === 0 ? warnings : known.warnings,
    },
    target: details.target,
    ...ownDetails(details, moreLogFiles),
  };
}

function ownDetails(
  { runDefinition, logFiles }: RunDetailsDto,
  moreLogFiles: readonly string[],
): Pick<RunDetails, 'arguments' | 'logFiles'> {
  return {
    arguments: readArguments(runDefinition),
    logFiles: [...new Set([...(logFiles?.keys() ?? []), ...moreLogFiles])],
  };
}
