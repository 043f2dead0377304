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
  /** Why it failed or was canceled. */
  readonly reason?: string | undefined;
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
  const reasons = children.some(({ reason = '' }) => reason !== '') ? ['reason'] : [];
  const rows = children.map(({ runId, result, hyperparameters, reason = '' }) => [
    escapeForTerminal(runId),
    ...(metricName === undefined
      ? []
      : [escapeForTerminal(result?.status ?? ''), plainValue(result?.bestPrimaryMetric)]),
    ...places.map((placeOf) => placeOf(result)),
    ...names.map((name) => plainValue(hyperparameters?.get(name))),
    ...reasons.map(() => escapeAsOneLine(reason)),
  ]);
  // The reason comes last: scripts count the columns before it.
  const hyperparameterNames = names.map(escapeForTerminal);
  return {
    names: ['runId', ...resultNames, ...places.map(() => 'placement'), ...hyperparameterNames, ...reasons],
    rows,
  };
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
    ...reasonsOf(children, 1).map(() => 'reason'),
  ];
  const showResult = ({ result, reason }: ChildRow, longest: number): string[] => [
    ...(metricName === undefined ? [] : [formatResult(result, style), formatStatus(result?.status ?? '', style)]),
    ...places.map((placeOf) => placeOf(result)),
    ...reasonsOf(children, longest).map((cut) => cut(reason ?? '')),
  ];
  const wholeId = escapeForTerminal;
  const inShort = (runId: string): string => shortId(runId, sweepId);
  const layout = (showId: (runId: string) => string, digits: number, headingsGiveWay = false): TerminalTable => ({
    headings: ['run', ...resultHeadings, ...names.map(escapeForTerminal)],
    rows: children.map((child) => [
      showId(child.runId),
      ...showResult(child, headingsGiveWay ? 36 : 60),
      ...names.map((name) => {
        const { hyperparameters } = child;
        return hyperparameters?.has(name) ? formatValue(hyperparameters.get(name), digits) : '';
      }),
    ]),
    headingsGiveWay,
  });
  const inOneColumn: TerminalTable = {
    headings: ['run', ...resultHeadings, 'hyperparameters'],
    rows: children.map((child) => [
      inShort(child.runId),
      ...showResult(child, 36),
      pairs(child.hyperparameters, fewDigits),
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

/** The column with the reasons, cut to a length; none where no child has one. */
function reasonsOf(children: readonly ChildRow[], longest: number): ((reason: string) => string)[] {
  const cut = (reason: string): string => {
    // The first sentence says what; where its output is stands in the trial's status.
    const characters = [...escapeAsOneLine(reason).replace(/\.( .*)?$/, '')];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
  };
  return children.some(({ reason = '' }) => reason !== '') ? [cut] : [];
}

/** The names of all hyperparameters, in the order in which the children bring them up. */
function namesOf(children: readonly ChildRow[]): string[] {
  return [...new Set(children.flatMap(({ hyperparameters }) => [...(hyperparameters?.keys() ?? [])]))];
}
