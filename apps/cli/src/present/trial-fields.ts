import { type JsonObject, writeJson } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { formatNumber } from '../output/format/format-number.js';
import { formatValue, plainValue } from '../output/format/format-value.js';
import { jsonFields } from '../output/json-fields.js';
import type { Field } from '../output/lines/print-fields.js';
import type { Style } from '../output/style.js';
import type { TrialResult } from './trial-result.js';

/** What a trial reached and tried, as `best` shows it. */
export function trialFields(result: TrialResult | undefined, style: Style): readonly Field[] {
  if (result === undefined) return [];
  const { hyperparameters = new Map(), primaryMetric, value } = result;
  const metric: Field[] =
    primaryMetric === undefined
      ? []
      : [
          {
            name: 'bestPrimaryMetric',
            title: escapeForTerminal(primaryMetric.name),
            plain: plainValue(value),
            shown: value === undefined ? style.dim('not logged') : style.bold(formatNumber(value)),
          },
        ];
  return [
    ...metric,
    {
      name: 'hyperparameters',
      title: '',
      plain: hyperparameters.size === 0 ? '' : plainValue(writeJson(hyperparameters)),
      shown: '',
    },
    ...[...hyperparameters].map(([name, item]) => ({
      name: '',
      title: `  ${escapeForTerminal(name)}`,
      plain: '',
      shown: formatValue(item),
    })),
  ];
}

/** The same for `--json`. */
export function trialToJson(result: TrialResult | undefined): JsonObject {
  if (result === undefined) return new Map();
  const { hyperparameters, primaryMetric, value } = result;
  return jsonFields({
    hyperparameters: hyperparameters ?? null,
    bestPrimaryMetric: value ?? null,
    primaryMetric: primaryMetric && jsonFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
  });
}
