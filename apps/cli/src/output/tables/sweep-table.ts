import type { HyperDriveRun } from '@hyperdrive-run/sdk';
import type { CliIo } from '../../context/cli-io.js';
import type { SweepOverview } from '../../present/sweep-overview.js';
import { escapeAsOneLine, escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatNumber } from '../format/format-number.js';
import { formatStatus } from '../format/format-status.js';
import { formatDuration, formatLocalTime, formatTime } from '../format/format-time.js';
import { plainValue } from '../format/format-value.js';
import { shortestIds } from '../format/shortest-ids.js';
import { type Style, styleFor } from '../style.js';
import { type PlainTable, printTable } from './print-table.js';
import type { TerminalTable } from './terminal-table.js';

/** A sweep of a list. */
export interface SweepRow {
  readonly sweep: HyperDriveRun;
  readonly overview: SweepOverview;
}

/** Prints sweeps, a line each. Where there is no room, ids are shortened first, and then columns are left out, which a line says. */
export async function printSweepTable(io: CliIo, rows: readonly SweepRow[]): Promise<void> {
  await printTable(io, { plain: () => plainTable(rows), layouts: () => layouts(rows, styleFor(io.stdout, io.env)) });
}

function plainTable(rows: readonly SweepRow[]): PlainTable {
  return {
    names: ['runId', 'status', 'experiment', 'displayName', 'startTime', 'endTime', 'trials', 'bestPrimaryMetric'],
    rows: rows.map(({ sweep: { id, record, experiment, name }, overview }) => [
      escapeForTerminal(id),
      escapeForTerminal(record?.status ?? ''),
      escapeForTerminal(experiment.name),
      escapeForTerminal(name ?? ''),
      formatTime(record?.startTime),
      formatTime(record?.endTime),
      trialsOf(overview),
      plainValue(overview.best),
    ]),
  };
}

interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: SweepRow) => string;
}

function layouts(rows: readonly SweepRow[], style: Style): readonly TerminalTable[] {
  const short = shortestIds(rows.map(({ sweep }) => sweep.id));
  const left = (heading: string, cell: Column['cell']): Column => ({ heading, align: 'left', cell });
  const right = (heading: string, cell: Column['cell']): Column => ({ heading, align: 'right', cell });
  const whole = left('sweep', ({ sweep }) => escapeForTerminal(sweep.id));
  const shortId = left('sweep', ({ sweep }) => escapeForTerminal(short.get(sweep.id) ?? sweep.id));
  const others = [
    left('name', ({ sweep: { id, name = '' } }) => (name === id ? '' : cut(escapeAsOneLine(name)))),
    left('status', ({ sweep }) => formatStatus(sweep.record?.status ?? '', style)),
    right('trials', ({ overview }) => trialsOf(overview)),
    right('best', ({ overview: { best } }) => (best === undefined ? '' : formatNumber(best))),
    right('took', ({ sweep }) => durationOf(sweep.record)),
    left('started', ({ sweep }) => formatLocalTime(sweep.record?.startTime)),
    left('experiment', ({ sweep }) => escapeForTerminal(sweep.experiment.name)),
  ];
  const table = (id: Column, columns: readonly Column[], elastic?: number): TerminalTable => {
    const shown = [id, ...columns];
    const missing = others.slice(columns.length).map(({ heading }) => heading);
    return {
      headings: shown.map(({ heading }) => heading),
      rows: rows.map((row) => shown.map(({ cell }) => cell(row))),
      aligns: shown.map(({ align }) => align),
      elastic,
      note: missing.length === 0 ? undefined : `Left out: ${missing.join(', ')}; a wider terminal and --json show all.`,
    };
  };
  const narrower = [7, 6, 5].map((count) => table(shortId, others.slice(0, count)));
  return [table(whole, others), ...narrower, table(shortId, others.slice(0, 5), 1)];
}

/** A name is there to be recognised: the beginning of it does. */
const longestName = 32;

function cut(name: string): string {
  const characters = [...name];
  return characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : name;
}

function trialsOf({ ended, trials }: SweepOverview): string {
  return ended === undefined || trials === undefined ? '' : `${ended}/${trials}`;
}

function durationOf(record: HyperDriveRun['record']): string {
  const { startTime, endTime } = record ?? {};
  return startTime === undefined || endTime === undefined
    ? ''
    : formatDuration(endTime.getTime() - startTime.getTime());
}
