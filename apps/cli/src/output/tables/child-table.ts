import { type ChildSummary, describePlacement, type Hyperparameters } from '@hyperdrive-run/sdk';
import type { CliIo } from '../../context/cli-io.js';
import { escapeAsOneLine, escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatNumber } from '../format/format-number.js';
import { formatStatus } from '../format/format-status.js';
import { formatValue, plainValue } from '../format/format-value.js';
import { shortId } from '../format/short-id.js';
import { type Style, styleFor } from '../style.js';
import { type PlainTable, printTable } from './print-table.js';
import type { TerminalTable } from './terminal-table.js';

/** A child with its hyperparameters, and with how it did where that is to be shown. */
export interface ChildRow extends Pick<ChildSummary, 'runId' | 'hyperparameters'> {
  readonly result?: Pick<ChildSummary, 'bestPrimaryMetric' | 'missingReason' | 'status' | 'placement'> | undefined;
}

export interface ChildTableOptions {
  /** The children's ids begin with it; where room is short, it is left out. */
  readonly sweepId: string;
  /** The heading of the children's values; without it they have none. */
  readonly metricName?: string | undefined;
}

/** Prints children, a line each, their hyperparameters in columns or, where there is no room, in one. */
export async function printChildTable(
  io: CliIo,
  children: readonly ChildRow[],
  options: ChildTableOptions,
): Promise<void> {
  await printTable(io, {
    plain: () => plainChildTable(children, options),
    layouts: () => layoutChildTable(children, options, styleFor(io.stdout, io.env)),
  });
}

function plainChildTable(children: readonly ChildRow[], { metricName }: ChildTableOptions): PlainTable {
  const names = namesOf(children);
  const resultNames = metricName === undefined ? [] : ['status', 'bestPrimaryMetric'];
  const places = placesOf(children);
  const rows = children.map(({ runId, result, hyperparameters }) => [
    escapeForTerminal(runId),
    ...(metricName === undefined
      ? []
      : [escapeForTerminal(result?.status ?? ''), plainValue(result?.bestPrimaryMetric)]),
    ...places.map((placeOf) => placeOf(result)),
    ...names.map((name) => plainValue(hyperparameters?.get(name))),
  ]);
  return { names: ['runId', ...resultNames, ...places.map(() => 'placement'), ...names.map(escapeForTerminal)], rows };
}

function layoutChildTable(
  children: readonly ChildRow[],
  { sweepId, metricName }: ChildTableOptions,
  style: Style,
): TerminalTable[] {
  const names = namesOf(children);
  const places = placesOf(children);
  const resultHeadings = [
    ...(metricName === undefined ? [] : [escapeForTerminal(metricName), 'status']),
    ...places.map(() => 'on'),
  ];
  const showResult = (result: ChildRow['result']): string[] => [
    ...(metricName === undefined ? [] : [formatResult(result, style), formatStatus(result?.status ?? '', style)]),
    ...places.map((placeOf) => placeOf(result)),
  ];
  const wholeId = escapeForTerminal;
  const inShort = (runId: string): string => shortId(runId, sweepId);
  const layout = (showId: (runId: string) => string, digits: number, headingsGiveWay = false): TerminalTable => ({
    headings: ['run', ...resultHeadings, ...names.map(escapeForTerminal)],
    rows: children.map(({ runId, result, hyperparameters }) => [
      showId(runId),
      ...showResult(result),
      ...names.map((name) => (hyperparameters?.has(name) ? formatValue(hyperparameters.get(name), digits) : '')),
    ]),
    headingsGiveWay,
  });
  const inOneColumn: TerminalTable = {
    headings: ['run', ...resultHeadings, 'hyperparameters'],
    rows: children.map(({ runId, result, hyperparameters }) => [
      inShort(runId),
      ...showResult(result),
      pairs(hyperparameters, fewDigits),
    ]),
    elastic: 1 + resultHeadings.length,
  };
  return [layout(wholeId, 6), layout(inShort, 6), layout(inShort, fewDigits, true), inOneColumn];
}

/** Of hyperparameters, where room is short. */
const fewDigits = 4;

/** `lr=0.1  layers=3` */
function pairs(hyperparameters: Hyperparameters | undefined, digits: number): string {
  return [...(hyperparameters ?? [])]
    .map(([name, value]) => `${escapeForTerminal(name)}=${formatValue(value, digits)}`)
    .join('  ');
}

const missing = {
  'not-logged': 'not logged',
  'not-a-number': 'not a number',
  unreadable: 'unreadable',
  pruned: 'pruned',
  infeasible: 'infeasible',
} as const;

function formatResult(result: ChildRow['result'], style: Style): string {
  if (result?.bestPrimaryMetric !== undefined) return formatNumber(result.bestPrimaryMetric);
  return style.dim(missing[result?.missingReason ?? 'not-logged']);
}

/** The column that says where the children run; none where all of them run on the service's own machine. */
function placesOf(children: readonly ChildRow[]): ((result: ChildRow['result']) => string)[] {
  const placeOf = (result: ChildRow['result']): string => escapeAsOneLine(describePlacement(result?.placement) ?? '');
  return children.some(({ result }) => placeOf(result) !== '') ? [placeOf] : [];
}

/** The names of all hyperparameters, in the order in which the children bring them up. */
function namesOf(children: readonly ChildRow[]): string[] {
  return [...new Set(children.flatMap(({ hyperparameters }) => [...(hyperparameters?.keys() ?? [])]))];
}
