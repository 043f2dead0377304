import { readMetric } from '@hyperdrive-run/core';
import type { Child } from '../../api/child.js';
import { drawChart } from '../charts/sparkline/draw-chart.js';
import { layoutSparkline } from '../charts/sparkline/sparkline.js';
import type { LineScale } from '../charts/sparkline/values-span.js';
import { type Content, element } from '../dom.js';
import { formatDuration, formatNumber, formatValue, missingReasonText, shortId, toneOf } from '../format.js';
import { trialLink } from '../links.js';
import { hyperparameterNames, metricNames, type RankedChild, type Ranking } from '../ranking/rank-children.js';
import { columnId } from '../state/view-state.js';
import type { Cell, Column } from '../table/column.js';

/** Of the line in a row. */
const lineSize = { width: 100, height: 24 };

/** What the columns of a sweep's trials are made from. */
export interface TrialColumnsInput {
  readonly sweepId: string;
  readonly children: readonly Child[];
  readonly ranking: Ranking;
  readonly primaryMetric: string;
  /** The ids of the trials that were chosen. */
  readonly chosen: ReadonlySet<string>;
  /** What the lines of all rows are drawn in, once it is known which rows are shown. */
  readonly scale: () => LineScale | undefined;
}

/** A column of trials. */
export interface TrialColumn extends Column<RankedChild> {
  /** Whether it is shown where nobody has said otherwise. */
  readonly isUsual: boolean;
}

/** All columns that a table of these trials can have, in their order. */
export function trialColumns(input: TrialColumnsInput): readonly TrialColumn[] {
  const { children, ranking, primaryMetric } = input;
  const others = metricNames(children, primaryMetric).filter((name) => name !== ranking.metric);
  return [
    runColumn(input),
    valueColumn(ranking),
    lineColumn(input),
    statusColumn,
    ...hyperparameterNames(children).map(hyperparameterColumn),
    ...others.map((name) => metricColumn(name, ranking)),
    durationColumn,
    startColumn,
  ];
}

const own = (name: string): string => columnId('own', name);

function runColumn({ sweepId, chosen }: TrialColumnsInput): TrialColumn {
  return {
    id: own('run'),
    title: 'Run',
    isNumber: false,
    isUsual: true,
    cell({ runId }) {
      const text = shortId(runId, sweepId);
      const content = (): readonly HTMLElement[] => {
        const box = element('input', { type: 'checkbox', 'data-choose': runId, 'aria-label': `Choose run ${text}` });
        box.checked = chosen.has(runId);
        return [box, trialLink(sweepId, runId, text)];
      };
      // As wide as the star and the box beside it, too.
      return { text: `      ${text}`, content, title: runId };
    },
    sortKey: ({ runId }) => numberOrText(shortId(runId, sweepId)),
  };
}

function numberOrText(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function valueColumn(ranking: Ranking): TrialColumn {
  return {
    id: own('value'),
    title: ranking.metric,
    isNumber: true,
    isUsual: true,
    cell(row) {
      const value = row.bestPrimaryMetric;
      if (value !== undefined) return { text: formatNumber(value), title: String(value) };
      return { text: missingText(row), class: 'missing' };
    },
    sortKey: ({ bestPrimaryMetric }) => bestPrimaryMetric,
  };
}

/** A trial that failed is told from one that ended well and logged nothing. */
function missingText({ child, missingReason }: RankedChild): string {
  if (!child.isRead && child.early === undefined) return '…';
  const reason = missingReasonText(missingReason);
  return child.status === 'Failed' && missingReason === 'not-logged' ? `failed, ${reason}` : reason;
}

function lineColumn({ ranking: { metric }, scale: scaleOf }: TrialColumnsInput): TrialColumn {
  return {
    id: own('line'),
    title: 'Logged values',
    isNumber: false,
    isUsual: true,
    width: 14,
    cell({ child }) {
      const scale = scaleOf();
      if (scale === undefined) return { text: '' };
      const content = (): readonly Element[] => {
        const line = layoutSparkline(child.metrics?.get(metric), lineSize, scale);
        return line === undefined ? [] : [drawChart(line)];
      };
      const kind = scale.isLog ? 'logarithmic scale' : 'scale';
      const title = `All rows on one ${kind}, from ${formatNumber(scale.low)} to ${formatNumber(scale.high)}`;
      return { text: '', content, title };
    },
  };
}

const statusColumn: TrialColumn = {
  id: own('status'),
  title: 'Status',
  isNumber: false,
  isUsual: true,
  cell({ status, child }) {
    const { placement } = child;
    const content = (): readonly Content[] => {
      const badge = element('span', { class: 'badge', 'data-tone': toneOf(status) }, status);
      return placement === undefined ? [badge] : [badge, ' ', element('span', { class: 'placement' }, placement)];
    };
    return { text: placement === undefined ? status : `${status} ${placement}`, content };
  },
  sortKey: ({ status }) => status,
};

function hyperparameterColumn(name: string): TrialColumn {
  return {
    id: columnId('hyperparameter', name),
    title: name,
    isNumber: true,
    isUsual: true,
    cell({ hyperparameters }) {
      const value = hyperparameters?.get(name);
      return { text: formatValue(value), title: typeof value === 'number' ? String(value) : undefined };
    },
    sortKey({ hyperparameters }) {
      const value = hyperparameters?.get(name);
      if (typeof value === 'number') return value;
      if (typeof value === 'bigint') return Number(value);
      return value === undefined ? undefined : numberOfText(formatValue(value));
    },
  };
}

/** MLflow keeps parameters as text. */
function numberOfText(text: string): number | string {
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}

function metricColumn(name: string, { goal, scope }: Ranking): TrialColumn {
  const valueOf = ({ child }: RankedChild): number | undefined => {
    const reading = readMetric(child.metrics?.get(name), goal, scope);
    return reading.kind === 'value' ? reading.value : undefined;
  };
  const cell = (row: RankedChild): Cell => {
    const value = valueOf(row);
    return value === undefined ? { text: '' } : { text: formatNumber(value), title: String(value) };
  };
  return { id: columnId('metric', name), title: name, isNumber: true, isUsual: false, cell, sortKey: valueOf };
}

const durationColumn: TrialColumn = {
  id: own('duration'),
  title: 'Took',
  isNumber: true,
  isUsual: false,
  cell({ child: { startTime, endTime } }) {
    if (startTime === undefined || endTime === undefined) return { text: '' };
    return { text: formatDuration(endTime.getTime() - startTime.getTime()) };
  },
  sortKey({ child: { startTime, endTime } }) {
    return startTime && endTime && endTime.getTime() - startTime.getTime();
  },
};

const startColumn: TrialColumn = {
  id: own('started'),
  title: 'Started',
  isNumber: false,
  isUsual: false,
  cell: ({ child: { startTime } }) => ({ text: startTime?.toLocaleString() ?? '' }),
  sortKey: ({ child: { startTime } }) => startTime?.getTime(),
};
