import type { Hyperparameters, PrimaryMetric } from '@hyperdrive-run/sdk';
import { formatCounts } from '../output/format/format-counts.js';
import { formatNumber } from '../output/format/format-number.js';
import { formatDuration, formatTime } from '../output/format/format-time.js';
import { formatCell } from './format-cell.js';
import { type Html, html } from './html.js';

/** A sweep in short. */
export interface SummaryOfSweep {
  readonly runId: string;
  readonly status: string;
  readonly experiment: string | undefined;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
  readonly primaryMetric: PrimaryMetric;
  readonly childrenByStatus: ReadonlyMap<string, number>;
  /** How points were chosen, when trials are stopped: in words. */
  readonly sampling: string;
  readonly policy: string;
  readonly best: BestOfReport | undefined;
}

/** The best trial, as a report shows it. */
export interface BestOfReport {
  readonly runId: string;
  readonly value: number | undefined;
  readonly hyperparameters: Hyperparameters;
  /** Whether another one may still be the best. */
  readonly isProvisional: boolean;
}

/** The top of a report: what the sweep is, how it went, what is best. */
export function reportSummary(title: string, sweep: SummaryOfSweep): Html {
  const { runId, status, experiment, startTime, endTime, primaryMetric, childrenByStatus } = sweep;
  const total = [...childrenByStatus.values()].reduce((sum, count) => sum + count, 0);
  const took = startTime && endTime ? formatDuration(endTime.getTime() - startTime.getTime()) : undefined;
  const goal = primaryMetric.goal === 'maximize' ? 'higher is better' : 'lower is better';
  return html`<header>
<h1>${title}</h1>
<div class="id">${[experiment, title === runId ? undefined : runId].filter((part) => part !== undefined).join(' · ')}</div>
</header>
<div class="cards">
<section class="card"><h2>Best trial</h2>${bestToHtml(sweep.best, primaryMetric.name)}</section>
<section class="card"><h2>The sweep</h2>
<div class="big">${status}</div>
${facts([
  ['Trials', `${total} (${formatCounts(childrenByStatus)})`],
  ['Metric', `${primaryMetric.name}, ${goal}`],
  ['Search', sweep.sampling],
  ['Early stop', sweep.policy],
  ['Started', startTime === undefined ? undefined : formatTime(startTime)],
  ['Took', took],
])}
</section>
</div>`;
}

function bestToHtml(best: BestOfReport | undefined, metric: string): Html {
  if (best === undefined) return html`<p class="note">No trial is the best: none has a value that counts.</p>`;
  const { runId, value, hyperparameters, isProvisional } = best;
  return html`<div class="big">${value === undefined ? '' : formatNumber(value)}</div>
<div class="note">${metric} of <span class="id">${runId}</span></div>
${isProvisional ? html`<p class="note">It is provisional: another trial may still be the best.</p>` : []}
${facts([...hyperparameters].map(([name, parameter]) => [name, formatCell(parameter)]))}`;
}

function facts(rows: readonly (readonly [name: string, value: string | undefined])[]): Html {
  const known = rows.filter(([, value]) => value !== undefined && value !== '');
  return html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value ?? ''}</dd>\n`)}</dl>`;
}
