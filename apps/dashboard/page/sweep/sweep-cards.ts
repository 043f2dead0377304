import { isTerminalStatus } from '@hyperdrive-run/core';
import { totalTrials } from '@hyperdrive-run/core/internal';
import type { Child } from '../../api/child.js';
import type { SweepBest } from '../../api/sweep-best.js';
import type { SweepDetails } from '../../api/sweep-details.js';
import { definitions } from '../definitions.js';
import { element } from '../dom.js';
import { formatDuration, formatNumber, formatValue, noBestReasonText, shortId } from '../format.js';
import { trialLink } from '../links.js';

/** How far the sweep is, and its best run: what `getBestRunByPrimaryMetric` returns. */
export function sweepCards(
  sweep: SweepDetails,
  best: SweepBest | undefined,
  children: readonly Child[],
  now: Date,
): HTMLElement {
  return element('div', { class: 'cards' }, progressCard(sweep, children, now), bestCard(sweep, best, children));
}

function progressCard(sweep: SweepDetails, children: readonly Child[], now: Date): HTMLElement {
  const trials = children.filter(({ runId }) => runId !== `${sweep.runId}_preparation`);
  const ended = trials.filter(({ status }) => isTerminalStatus(status)).length;
  // A sweep may end before its limit is reached: then nothing is left to come, and the bar is full.
  const hasEnded = isTerminalStatus(sweep.status);
  const { plannedTrials: planned, hasLimits, isAllGenerated } = sweep;
  // Without a limit that somebody set, the trials that were begun are all that are known of.
  const expected = totalTrials({ trials: trials.length, planned, isAllGenerated: isAllGenerated || !hasLimits });
  const total = hasEnded ? Math.max(ended, 1) : expected;
  const counts = new Map<string, number>();
  for (const { status } of trials) counts.set(status, (counts.get(status) ?? 0) + 1);
  const until = sweep.endTime ?? (hasEnded ? undefined : now);
  const took = sweep.startTime && until && formatDuration(until.getTime() - sweep.startTime.getTime());
  const why = sweep.cancellationReason ?? sweep.error;
  return element(
    'section',
    { class: 'card', 'aria-label': 'Progress' },
    element('h2', {}, 'Progress'),
    element('div', { class: 'big' }, hasEnded ? `${trials.length} trials` : `${ended} of ${expected}`),
    element('progress', { max: String(total), value: String(ended), 'aria-label': 'Trials that have ended' }),
    definitions([
      ...[...counts].map(([status, count]): [string, string] => [status, String(count)]),
      ...(took === undefined ? [] : [[hasEnded ? 'Took' : 'So far', took] satisfies [string, string]]),
      ...(sweep.hasLimits ? [['Limits', limitsText(sweep)] satisfies [string, string]] : []),
      ...(why === undefined ? [] : [['Reason', why] satisfies [string, string]]),
    ]),
  );
}

function limitsText({ maxTotalRuns, maxConcurrentRuns, maxDurationMinutes }: SweepDetails): string {
  return `${maxTotalRuns} trials, ${maxConcurrentRuns} at once, ${formatDuration(maxDurationMinutes * 60_000)}`;
}

function bestCard(sweep: SweepDetails, best: SweepBest | undefined, children: readonly Child[]): HTMLElement {
  const { primaryMetric, runId } = sweep;
  const wanted = primaryMetric.goal === 'maximize' ? 'highest' : 'lowest';
  const title = element('h2', {}, `Best run: ${wanted} ${primaryMetric.name}`);
  const frame = (...content: readonly (Node | string)[]): HTMLElement =>
    element('section', { class: 'card', id: 'best', 'aria-label': 'Best run' }, title, ...content);
  if (best === undefined) return frame(element('p', { class: 'note' }, 'Comparing the children …'));
  const { bestRun, noBestReason } = best;
  if (bestRun === undefined) return frame(element('p', { class: 'note' }, noBestReasonText(noBestReason)));
  const child = children.find((candidate) => candidate.runId === bestRun.runId);
  const hyperparameters = bestRun.hyperparameters ?? child?.hyperparameters ?? [];
  const resumed = bestRun.resumedFrom === undefined ? [] : [`A run of ${bestRun.resumedFrom}, which was resumed. `];
  const ties = bestRun.tied.length === 0 ? [] : [`${bestRun.tied.length} more with the same value. `];
  const provisional = bestRun.provisional ? ['May still change: some runs have not ended, or could not be read.'] : [];
  const notes = [...resumed, ...ties, ...provisional];
  return frame(
    element(
      'div',
      { class: 'big', title: String(bestRun.value) },
      bestRun.value === undefined ? '' : formatNumber(bestRun.value),
    ),
    element(
      'div',
      { class: 'id' },
      shortId(bestRun.runId, runId) === bestRun.runId ? '' : `run ${shortId(bestRun.runId, runId)} · `,
      trialLink(bestRun.resumedFrom ?? runId, bestRun.runId, bestRun.runId),
    ),
    definitions([...hyperparameters].map(([name, value]) => [name, formatValue(value)])),
    ...(notes.length === 0 ? [] : [element('p', { class: 'note' }, ...notes)]),
  );
}
