import type { ChildSummary, RunRecord } from '@hyperdrive-run/sdk';
import { formatNumber } from '../output/format/format-number.js';
import { formatDuration } from '../output/format/format-time.js';
import { formatCell } from './format-cell.js';
import { type Html, html } from './html.js';

/** The trials of a report. */
export interface TrialsOfSweep {
  readonly sweepId: string;
  readonly metric: string;
  /** The best first. */
  readonly children: readonly ChildSummary[];
  readonly records: ReadonlyMap<string, RunRecord>;
  readonly bestRunId: string | undefined;
}

/** More rows than this make a file that is hard to mail. */
const mostRows = 1000;

/** The table of the trials, the best first. */
export function reportTrials({ sweepId, metric, children, records, bestRunId }: TrialsOfSweep): Html {
  const trials = children.filter(({ isTrial }) => isTrial);
  const shown = trials.slice(0, mostRows);
  const names = [...new Set(trials.flatMap(({ hyperparameters }) => [...(hyperparameters?.keys() ?? [])]))];
  const rest = trials.length - shown.length;
  return html`<section class="card long">
<h2>Trials</h2>
<div class="scroll" tabindex="0" role="group" aria-label="Trials"><table>
<thead><tr><th scope="col">Trial</th><th scope="col" class="number">${metric}</th><th scope="col">Status</th>${names.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Took</th><th scope="col">Reason</th></tr></thead>
<tbody>
${shown.map((child) => trialToHtml(child, { names, record: records.get(child.runId), sweepId, isBest: child.runId === bestRunId }))}
</tbody>
</table></div>
${rest > 0 ? html`<p class="note">${rest} more trials, none of them better, are not in this file.</p>` : []}
</section>`;
}

interface Row {
  readonly names: readonly string[];
  readonly record: RunRecord | undefined;
  readonly sweepId: string;
  readonly isBest: boolean;
}

function trialToHtml(child: ChildSummary, { names, record, sweepId, isBest }: Row): Html {
  const { runId, bestPrimaryMetric: value, missingReason, status, hyperparameters } = child;
  const name = runId.startsWith(`${sweepId}_`) ? runId.slice(sweepId.length + 1) : runId;
  const [start, end] = [record?.startTime?.getTime(), record?.endTime?.getTime()];
  const took = start === undefined || end === undefined ? '' : formatDuration(end - start);
  const reason = record?.error?.message ?? record?.cancellationReason ?? '';
  return html`<tr class="${isBest ? 'best' : ''}"><td>${isBest ? '★ ' : ''}${name}</td><td class="number">${
    value === undefined ? (missingReason ?? '').replaceAll('-', ' ') : formatNumber(value)
  }</td><td>${status}</td>${names.map((parameter) => parameterToHtml(hyperparameters?.get(parameter)))}<td>${took}</td><td class="long">${firstLine(reason)}</td></tr>
`;
}

function parameterToHtml(value: Parameters<typeof formatCell>[0]): Html {
  const kind = typeof value === 'number' || typeof value === 'bigint' ? 'number' : '';
  return html`<td class="${kind}">${formatCell(value)}</td>`;
}

/** A reason may be a whole traceback: its first line says what it is about. */
function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? '';
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
