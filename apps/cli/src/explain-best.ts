import type { BestRunExplanation, JsonObject } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from './output/escape-for-terminal.js';
import { formatNumber } from './output/format-number.js';
import { jsonFields } from './output/json-fields.js';
import type { Field } from './output/print-fields.js';

/** How many ids are named where there may be hundreds. */
const namedRuns = 3;

const origins: ReadonlyMap<string, string> = new Map([
  ['property', 'the service, when the sweep ended'],
  ['table', "the service, in the sweep's table of best children"],
  ['scan', 'a comparison of all children'],
]);

const exclusions: ReadonlyMap<string, string> = new Map([
  ['failed', 'failed and left out'],
  ['canceled', 'canceled and left out'],
  ['not-logged', 'without the metric'],
  ['not-a-number', 'whose metric is no number'],
  ['unreadable', 'that could not be read'],
]);

/** Why a run is the best, for people and for `awk`: a line a reason. */
export function explanationToFields(explanation: BestRunExplanation): Field[] {
  const { origin, tied, provisional, better } = explanation;
  return [
    field('origin', 'Named by', origins.get(origin ?? '') ?? ''),
    field('final', 'Final', provisional ? 'no: runs that have not ended, or could not be read, may be better' : 'yes'),
    field('tied', 'Tied with', tied.length === 0 ? 'none' : `${tied.length} with the same value: ${named(tied)}`),
    field('excluded', 'Could not win', excludedText(explanation)),
    field(
      'better',
      'But better',
      better === undefined
        ? ''
        : `${named([better.runId])} with ${formatNumber(better.value)}; what the service recorded stands`,
    ),
  ];
}

/** The same for programs. */
export function explanationToJson(explanation: BestRunExplanation): JsonObject {
  const { value, origin, sweepId, tied, excluded, provisional, better, reason, loggedMetricNames } = explanation;
  return jsonFields({
    value: value ?? null,
    origin: origin ?? null,
    sweepId: sweepId ?? null,
    provisional,
    tied,
    better: better === undefined ? null : jsonFields({ runId: better.runId, value: better.value }),
    excluded: excluded.map((child) => jsonFields({ ...child, value: child.value ?? null })),
    reason: reason === undefined ? null : jsonFields({ ...reason }),
    loggedMetricNames,
  });
}

function field(name: string, title: string, text: string): Field {
  return { name, title, plain: text };
}

function excludedText({ excluded }: BestRunExplanation): string {
  const counts = new Map<string, string[]>();
  for (const { reason, runId } of excluded) counts.set(reason, [...(counts.get(reason) ?? []), runId]);
  const parts = [...counts].map(([reason, ids]) => `${ids.length} ${exclusions.get(reason) ?? reason} (${named(ids)})`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, namedRuns).map(escapeForTerminal).join(', ');
  return ids.length > namedRuns ? `${shown}, …` : shown;
}
