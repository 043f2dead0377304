import type { CliIo } from '../../context/cli-io.js';
import { durationOf, type ListedChild, reasonOf, unknownColumn } from '../../present/list-children.js';
import { escapeAsOneLine, escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatNumber } from '../format/format-number.js';
import { formatStatus } from '../format/format-status.js';
import { formatDuration, formatLocalTime, formatTime } from '../format/format-time.js';
import { formatValue, plainValue } from '../format/format-value.js';
import { shortId } from '../format/short-id.js';
import { type Style, styleFor } from '../style.js';
import { printTable } from './print-table.js';
import type { TerminalTable } from './terminal-table.js';

interface Column {
  readonly name: string;
  readonly heading: string;
  readonly plain: (listed: ListedChild) => string;
  readonly shown: (listed: ListedChild) => string;
}

export interface ChildColumnsOptions {
  readonly sweepId: string;
  readonly metricName: string;
  readonly columns: readonly string[];
}

/**
 * Prints children with the columns that were asked for, in their order, after their ids.
 * @throws CliError for a column that they do not have
 */
export async function printChildColumns(
  io: CliIo,
  children: readonly ListedChild[],
  { sweepId, metricName, columns: names }: ChildColumnsOptions,
): Promise<void> {
  const style = styleFor(io.stdout, io.env);
  const columns = names.map((name) => findColumn(children, name, { metricName, style }));
  const layout = (showId: (runId: string) => string): TerminalTable => ({
    headings: ['run', ...columns.map(({ heading }) => heading)],
    rows: children.map((listed) => [showId(listed.child.runId), ...columns.map(({ shown }) => shown(listed))]),
  });
  await printTable(io, {
    plain: () => ({
      names: ['runId', ...columns.map(({ name }) => name)],
      rows: children.map((listed) => [
        escapeForTerminal(listed.child.runId),
        ...columns.map(({ plain }) => plain(listed)),
      ]),
    }),
    layouts: () => [layout(escapeForTerminal), layout((runId) => shortId(runId, sweepId))],
  });
}

function findColumn(
  children: readonly ListedChild[],
  name: string,
  { metricName, style }: { readonly metricName: string; readonly style: Style },
): Column {
  const hyperparameters = new Set(children.flatMap(({ child }) => [...(child.hyperparameters?.keys() ?? [])]));
  if (hyperparameters.has(name)) {
    const heading = escapeForTerminal(name);
    const valueOf = ({ child }: ListedChild) => child.hyperparameters?.get(name);
    return {
      name: heading,
      heading,
      plain: (listed) => plainValue(valueOf(listed)),
      shown: (listed) => formatValue(valueOf(listed)),
    };
  }
  const own = ownColumns(metricName, style);
  // What stands above the values of the metric is its name.
  const isMetric = name === 'metric' || name === metricName;
  const found =
    own.find((column) => column.name === name) ??
    (isMetric ? own.find(({ name: its }) => its === metricColumn) : undefined);
  if (found !== undefined) return found;
  throw unknownColumn('--columns', name, [
    ...own.map((column) => (column.name === metricColumn ? 'metric' : column.name)),
    ...hyperparameters,
  ]);
}

/** What programs know it by. */
const metricColumn = 'bestPrimaryMetric';

function ownColumns(metricName: string, style: Style): readonly Column[] {
  return [
    {
      name: metricColumn,
      heading: escapeForTerminal(metricName),
      plain: ({ child }) => plainValue(child.bestPrimaryMetric),
      shown: ({ child: { bestPrimaryMetric: value } }) => (value === undefined ? '' : formatNumber(value)),
    },
    {
      name: 'status',
      heading: 'status',
      plain: ({ child }) => escapeForTerminal(child.status),
      shown: ({ child }) => formatStatus(child.status, style),
    },
    {
      name: 'reason',
      heading: 'reason',
      plain: (listed) => escapeAsOneLine(reasonOf(listed)),
      shown: (listed) => escapeAsOneLine(reasonOf(listed)),
    },
    {
      name: 'duration',
      heading: 'took',
      // In seconds.
      plain: (listed) => plainValue((durationOf(listed) ?? Number.NaN) / 1000).replace('NaN', ''),
      shown: (listed) => {
        const milliseconds = durationOf(listed);
        return milliseconds === undefined ? '' : formatDuration(milliseconds);
      },
    },
    {
      name: 'started',
      heading: 'started',
      plain: ({ record }) => formatTime(record?.startTime),
      shown: ({ record }) => formatLocalTime(record?.startTime),
    },
  ];
}
