import { writeJson } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../context/command-context.js';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { formatNumber } from '../output/format/format-number.js';
import { formatStatus } from '../output/format/format-status.js';
import { formatValue, plainValue } from '../output/format/format-value.js';
import type { Field } from '../output/lines/print-fields.js';
import { styleFor } from '../output/style.js';
import type { BestOfSweep } from './best-of-sweep.js';
import { provisionalText } from './provisional-text.js';

/** A best run as people see it, and as `cut` and `awk` read it. */
export function bestToFields(context: CommandContext, best: BestOfSweep): Field[] {
  const { run, value, hyperparameters, primaryMetric, sweepId, provisionalBecause } = best;
  const because = provisionalText(provisionalBecause);
  const style = styleFor(context.io.stdout, context.io.env);
  const status = run.record?.status ?? '';
  return [
    {
      name: 'runId',
      title: 'Best run',
      plain: escapeForTerminal(run.id),
      shown: style.bold(escapeForTerminal(run.id)),
    },
    {
      name: 'bestPrimaryMetric',
      title: escapeForTerminal(primaryMetric.name),
      plain: plainValue(value),
      shown: value === undefined ? '' : style.bold(formatNumber(value)),
    },
    { name: 'status', title: 'Status', plain: escapeForTerminal(status), shown: formatStatus(status, style) },
    { name: 'provisional', title: 'Provisional', plain: because, shown: because },
    { name: 'sweepId', title: 'Sweep', plain: escapeForTerminal(sweepId), shown: '' },
    { name: 'hyperparameters', title: '', plain: plainValue(writeJson(hyperparameters)), shown: '' },
    ...[...hyperparameters].map(([name, item]) => ({
      name: '',
      title: `  ${escapeForTerminal(name)}`,
      plain: '',
      shown: formatValue(item),
    })),
  ];
}
