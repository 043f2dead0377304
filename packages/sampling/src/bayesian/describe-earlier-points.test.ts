import {
  BayesianParameterSampling,
  choice,
  quniform,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEarlierPoints } from './describe-earlier-points.js';
import { modelObservations } from './model-observations.js';
import { searchAxes } from './search-axes.js';

const space = { lr: uniform(0, 1), units: quniform(8, 64, 8), kind: choice('a', 'b') };
const sampling = new BayesianParameterSampling(space);
const point = (values: Readonly<Record<string, JsonValue>>): ReadonlyMap<string, JsonValue> =>
  new Map(Object.entries(values));

describe('the trials of an earlier sweep', () => {
  it('are observations where they have each hyperparameter, in its range and of its type', () => {
    const fitting = { lr: 0.5, units: 16n, kind: 'b', more: true };
    const points = [
      point(fitting),
      point({ ...fitting, lr: 1 }),
      point({ units: 16, kind: 'a' }),
      point({ ...fitting, lr: 2 }),
      point({ ...fitting, lr: '0.5' }),
      point({ ...fitting, units: 17 }),
      point({ ...fitting, kind: 'c' }),
      point({}),
    ];
    expect(describeEarlierPoints(sampling, points)).toEqual({
      observations: 2,
      trials: 8,
      misfits: [
        '2 have no lr',
        '2 have a value of lr outside of uniform(0, 1)',
        '1 has no units',
        '1 has a value of units outside of quniform(8, 64, 8)',
        '1 has no kind',
        '1 has a value of kind outside of choice("a", "b")',
      ],
    });
  });

  it('are nothing to another sampling', () => {
    expect(describeEarlierPoints(new RandomParameterSampling(space), [point({})])).toBeUndefined();
  });

  it('are counted as the model places them, with a misfit named for each that is left out', () => {
    const value = fc.constantFrom<JsonValue>(0, 0.5, 1, 2, 8, 16, 17, 'a', 'c', true, null);
    const anyPoint = fc.dictionary(fc.constantFrom('lr', 'units', 'kind'), value).map(point);
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 6 }), (points) => {
        const found = describeEarlierPoints(sampling, points);
        const trials = points.map((one) => ({ point: one, value: 1, ended: true }));
        const { tried } = modelObservations(searchAxes(sampling.parameterSpace), 'minimize', trials);
        expect(found).toMatchObject({ observations: tried.length, trials: points.length });
        expect(found?.misfits.length === 0).toBe(tried.length === points.length);
      }),
    );
  });
});
