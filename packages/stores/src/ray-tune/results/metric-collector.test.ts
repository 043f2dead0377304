import type { Metric } from '@hyperdrive-run/core';
import { type JsonObject, parseJson } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMetricCollector } from './metric-collector.js';

function collected(...lines: readonly string[]): ReadonlyMap<string, Metric> {
  const collector = createMetricCollector();
  collector.addLines(lines.join('\n'));
  return collector.metrics();
}

function valuesOf(metrics: ReadonlyMap<string, Metric>): ReadonlyMap<string, unknown> {
  return new Map(
    [...metrics].map(([name, metric]) => [name, metric.kind === 'scalar' && metric.points.map(({ value }) => value)]),
  );
}

const first =
  '{"loss": 2, "eval": {"acc": 0.5, "by class": [1, 2], "deep": {"x": true}}, "__proto__": "a", "training_iteration": 1, "timestamp": 1768204800, "config": {"lr": 1}, "pid": 7, "done": false, "time_total_s": 0.5}';

it('has a series for each key, nested ones joined by a slash, with the iteration as its step', () => {
  const metrics = collected(first, '{"loss": NaN, "training_iteration": 3}');
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

it.each([
  '{"n": 9007199254740993, "a": {"b": null}, "t": "x"}',
  '{"n": 1e300, "a": {"b": -Infinity}}',
  '{"a": {"_type": "CLOUDPICKLE_FALLBACK", "value": "80"}, "b": [1], "c": {}}',
  '{"10": 1, "2": {"1": 3}}',
])('makes the same of a line as of the exact JSON in it: %s', (line) => {
  const exact = createMetricCollector();
  const value = parseJson(line);
  // Each of these lines is an object.
  exact.addResult(value instanceof Map ? value : new Map());
  expect(valuesOf(collected(line))).toEqual(valuesOf(exact.metrics()));
});

it('keeps every digit', () => {
  expect(valuesOf(collected('{"n": 9007199254740993}')).get('n')).toEqual([9007199254740993n]);
});

it('leaves out a line that was cut, and one that is no object', () => {
  expect(valuesOf(collected('{"loss": 1}', '', '[1]', '7', '{"loss": 2'))).toEqual(new Map([['loss', [1]]]));
});

it('has none of a trial that reported nothing', () => {
  const empty: JsonObject = new Map();
  const collector = createMetricCollector();
  collector.addResult(empty);
  expect(collector.metrics()).toEqual(new Map());
});

it('makes the same of any lines, read at once, as of the exact JSON in each', () => {
  const line = fc.oneof(
    fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 3 })).map((value) => JSON.stringify(value)),
    fc.constantFrom('{"a": NaN}', '{"a": 9007199254740993}', '{"a": {"b": -Infinity}}', '{"a":'),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const exact = createMetricCollector();
      for (const each of lines.filter((text) => text !== '{"a":')) {
        const value = parseJson(each);
        exact.addResult(value instanceof Map ? value : new Map());
      }
      const sorted = (found: ReadonlyMap<string, unknown>): unknown =>
        [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(valuesOf(collected(...lines)))).toEqual(sorted(valuesOf(exact.metrics())));
    }),
  );
});
