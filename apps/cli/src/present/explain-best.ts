import type { BestRunExplanation, JsonObject } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { formatNumber } from '../output/format/format-number.js';
import { shortId } from '../output/format/short-id.js';
import { jsonFields } from '../output/json-fields.js';
import type { Field } from '../output/lines/print-fields.js';
import { provisionalText } from './provisional-text.js';

/** How many ids are named where there may be hundreds. */
const namedRuns = 3;

const origins: ReadonlyMap<string, string> = new Map([
  ['property', 'the service, when the sweep ended'],
  ['table', "the service, in the sweep's table of best children"],
  ['scan', 'a comparison of all children'],
]);

/** Where a goal comes from; what the user typed or the sweep defines is not mentioned. */
const goals: ReadonlyMap<string, string> = new Map([['trials', 'the one that the search wrote on its trials']]);

const exclusions: ReadonlyMap<string, string> = new Map([
  ['failed', 'failed and left out'],
  ['canceled', 'canceled and left out'],
  ['not-logged', 'without the metric'],
  ['not-a-number', 'whose metric is no number'],
  ['unreadable', 'that could not be read'],
  ['pruned', 'pruned by the search that chose them'],
  ['infeasible', "outside of the search's constraints"],
]);

/**
 * Why a run is the best, for people and for `awk`: one line for each reason.
 * @param sweepId people are shown its children's ids in short
 */
export function explanationToFields(explanation: BestRunExplanation, sweepId: string): Field[] {
  const { source, tied, provisionalBecause, better } = explanation;
  return [
    field('origin', 'Named by', () => origins.get(source ?? '') ?? '', sweepId),
    field('final', 'Final', () => finality(provisionalBecause), sweepId),
    field(
      'tied',
      'Tied with',
      (show) => (tied.length === 0 ? 'none' : `${tied.length} with the same value: ${named(tied, show)}`),
      sweepId,
    ),
    field('excluded', 'Could not win', (show) => excludedText(explanation, show), sweepId),
    field(
      'better',
      'But better',
      (show) =>
        better === undefined
          ? ''
          : `${show(better.runId)} with ${formatNumber(better.value)}; the run that the service recorded remains the best`,
      sweepId,
    ),
    field('goal', 'Goal', () => goals.get(explanation.goalSource) ?? '', sweepId),
  ];
}

/** Why there is no best run, besides the sentence and the hint that say so: one line for each finding. */
export function missingBestToFields(explanation: BestRunExplanation, sweepId: string): Field[] {
  const { reason, loggedMetricNames, provisionalBecause } = explanation;
  const closest = reason?.code === 'metric-never-logged' ? reason.closest : undefined;
  const logged = loggedMetricNames.map(escapeForTerminal).join(', ');
  return [
    // What the hint contains already is for programs only.
    { name: 'reason', title: 'Reason', plain: reason?.code ?? 'unreadable', shown: '' },
    { name: 'closest', title: 'Did you mean', plain: escapeForTerminal(closest ?? ''), shown: '' },
    { name: 'logged', title: 'Children logged', plain: logged, shown: logged === '' ? 'nothing' : logged },
    field('excluded', 'Could not win', (show) => excludedText(explanation, show), sweepId),
    field('final', 'Final', () => finality(provisionalBecause), sweepId),
  ];
}

function finality(because: BestRunExplanation['provisionalBecause']): string {
  return because.length === 0 ? 'yes' : `no: ${provisionalText(because)}`;
}

/** The same for programs. */
export function explanationToJson(explanation: BestRunExplanation): JsonObject {
  const { value, source, sweepId, tied, excluded, better, reason, loggedMetricNames } = explanation;
  const { provisional, provisionalBecause, goalSource } = explanation;
  return jsonFields({
    value: value ?? null,
    origin: source ?? null,
    goalSource,
    sweepId: sweepId ?? null,
    provisional,
    provisionalBecause,
    tied,
    better: better === undefined ? null : jsonFields({ runId: better.runId, value: better.value }),
    excluded: excluded.map((child) => jsonFields({ ...child, value: child.value ?? null })),
    reason: reason === undefined ? null : jsonFields({ ...reason }),
    loggedMetricNames,
  });
}

type ShowId = (runId: string) => string;

function field(name: string, title: string, text: (show: ShowId) => string, sweepId: string): Field {
  return { name, title, plain: text(escapeForTerminal), shown: text((runId) => shortId(runId, sweepId)) };
}

function excludedText({ excluded }: BestRunExplanation, show: ShowId): string {
  const ids = new Map<string, string[]>();
  for (const { reason, runId } of excluded) ids.set(reason, [...(ids.get(reason) ?? []), runId]);
  const parts = [...ids].map(
    ([reason, runIds]) => `${runIds.length} ${exclusions.get(reason) ?? reason} (${named(runIds, show)})`,
  );
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function named(ids: readonly string[], show: ShowId): string {
  const shown = ids.slice(0, namedRuns).map(show).join(', ');
  return ids.length > namedRuns ? `${shown}, …` : shown;
}
