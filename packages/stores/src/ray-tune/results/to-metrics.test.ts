import { expect, it } from 'vitest';
import { readResultLines } from './result-lines.js';
import { toMetrics } from './to-metrics.js';

const lines = [
  '{"loss": 2, "eval": {"acc": 0.5, "by class": [1, 2], "deep": {"x": true}}, "__proto__": "a", "training_iteration": 1, "timestamp": 1768204800, "config": {"lr": 1}, "pid": 7, "done": false, "time_total_s": 0.5}',
  '{"loss": NaN, "late": {"_type": "CLOUDPICKLE_FALLBACK", "value": "80"}, "training_iteration": 3}',
];

it('has a series for each key, nested ones joined by a slash, with the iteration as its step', () => {
  const metrics = toMetrics(readResultLines(lines.join('\n')));
  expect([...metrics.keys()]).toEqual(['loss', 'eval/acc', 'eval/deep/x', '__proto__', 'time_total_s']);
  const time = new Date(1768204800_000);
  expect(metrics.get('loss')).toEqual({
    kind: 'scalar',
    name: 'loss',
    valueType: 'double',
    points: [
      { value: 2, step: 1, time },
      { value: Number.NaN, step: 3, time: undefined },
    ],
  });
  expect(metrics.get('eval/deep/x')).toMatchObject({ valueType: 'bool', points: [{ value: true }] });
  expect(metrics.get('__proto__')).toMatchObject({ valueType: 'string', points: [{ value: 'a' }] });
});

it('has none of a trial that reported nothing', () => {
  expect(toMetrics([])).toEqual(new Map());
});
