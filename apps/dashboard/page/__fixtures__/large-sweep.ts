import { type InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';

/** Names as long as people make them, and values with them. */
const longName = 'a_hyperparameter_whose_name_goes_on_and_on_because_it_came_from_a_nested_configuration_file';

/** So many trials, with many hyperparameters of long names, some failed, some equally good. */
export function loadLargeSweep(backend: InMemoryBackend, trials = 500): void {
  const children = Array.from({ length: trials }, (_, number) => ({
    status: number % 50 === 0 ? ('Failed' as const) : ('Completed' as const),
    metrics: [scalarMetric('accuracy', [0.1, Math.min(0.9, number / 500)]), scalarMetric('loss', [500 - number])],
    hyperparameters: new Map<string, string | number>([
      ['lr', number / 1000],
      ['optimizer', number % 2 === 0 ? 'adam' : 'sgd'],
      ...Array.from({ length: 10 }, (_value, index): [string, string] => [`${longName}_${index}`, longName.repeat(3)]),
    ]),
    files: new Map([
      ['user_logs/std_log.txt', `${'x'.repeat(400)}\n<b>bold</b>\n`],
      [`outputs/${longName.repeat(2)}.bin`, 'x'],
    ]),
  }));
  const sweep = makeSweep({ scope: backend.scope, runId: 'HD_big', primaryMetricName: 'accuracy', children });
  const record = { ...sweep.parent.record, displayName: longName.repeat(3) };
  backend.load({ ...sweep, parent: { ...sweep.parent, record } });
}
