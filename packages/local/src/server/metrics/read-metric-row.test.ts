import type { JsonValue } from '@hyperdrive-run/core/json';
import { metricRowSchema } from '@hyperdrive-run/transport/wire';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readValue } from '../http/read-request.js';
import { readMetricRow } from './read-metric-row.js';

const values: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.string(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer()),
  fc.array(fc.tuple(fc.string(), fc.double())).map((entries) => new Map(entries)),
);
const names = fc.constantFrom('metricId', 'createdUtc', 'step', 'data', 'other');
const rows: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.tuple(names, values)).map((entries) => new Map(entries)) },
  values,
);

const outcomeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

it('reads whatever a row is as the schema of the shared wire format does', () => {
  fc.assert(
    fc.property(rows, (row) => {
      const expected = outcomeOf(() => readValue(row, metricRowSchema, 'here'));
      expect(outcomeOf(() => readMetricRow(row, () => 'here'))).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
