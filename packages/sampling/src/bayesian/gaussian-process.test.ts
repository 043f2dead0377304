import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/random-source.js';
import { conditionProcess } from './gaussian-process.js';
import { searchAxes } from './search-axes.js';

const axes = searchAxes(
  new Map([
    ['x', { kind: 'uniform', minValue: 0, maxValue: 1 }],
    ['colour', { kind: 'choice', values: ['red', 'green'] }],
  ]),
);
const at = (x: number, colour = 0): Float64Array => Float64Array.of(x, colour);
const exact = { lengthScales: [0.3, 1], signalVariance: 1, noiseVariance: 1e-9 };
const seen = { axes, positions: [at(0.1), at(0.5), at(0.9)], values: [1, -1, 0.5] };

describe('a Gaussian process', () => {
  it('has the same mean alone as in a prediction, and is never surer than it is shown to be able to be', () => {
    const random = createRandomSource(4);
    const positions = Array.from({ length: 70 }, () => at(random.uniform(), random.integerBelow(2)));
    const values = positions.map(([x = 0]) => Math.sin(9 * x));
    const process = conditionProcess({ axes, parameters: exact, positions, values, believed: [at(0.31), at(0.32)] });
    const shown: number[] = [];
    const prediction = process?.predict(at(0.25), ({ deviation }) => shown.push(deviation) > 0);
    expect(prediction).toEqual(process?.predict(at(0.25)));
    expect(prediction?.mean).toBe(process?.meanAt(at(0.25)));
    expect(shown.length).toBeGreaterThan(2);
    expect([...shown, prediction?.deviation]).toEqual(
      [...shown, prediction?.deviation].toSorted((a = 0, b = 0) => b - a),
    );
    expect(process?.predict(at(0.25), () => false)).toBeUndefined();
  });

  it('goes through what was measured exactly, and is unsure in between', () => {
    const process = conditionProcess({ ...seen, parameters: exact });
    for (const [index, position] of seen.positions.entries()) {
      const prediction = process?.predict(position);
      expect(prediction?.mean).toBeCloseTo(seen.values[index] ?? Number.NaN, 6);
      expect(prediction?.deviation).toBeLessThan(1e-3);
    }
    expect(process?.predict(at(0.3))?.deviation).toBeGreaterThan(0.2);
    expect(process?.predict(at(0.5, 1))?.deviation).toBeGreaterThan(process?.predict(at(0.55))?.deviation ?? 1);
  });

  it('has the mean and the deviation of the textbook for one noisy value', () => {
    const parameters = { lengthScales: [0.3, 1], signalVariance: 2, noiseVariance: 0.5 };
    const process = conditionProcess({ axes, parameters, positions: [at(0.4)], values: [3] });
    const r = 0.2 / 0.3;
    const covariance = 2 * (1 + Math.sqrt(5) * r + (5 / 3) * r * r) * Math.exp(-Math.sqrt(5) * r);
    const prediction = process?.predict(at(0.6));
    expect(prediction?.mean).toBeCloseTo((covariance / 2.5) * 3, 12);
    expect(prediction?.deviation).toBeCloseTo(Math.sqrt(2 - (covariance * covariance) / 2.5), 12);
  });

  it('is surer about what it believes in, and expects the same everywhere', () => {
    const [before, after] = [[], [at(0.3)]].map((believed) =>
      conditionProcess({ ...seen, parameters: exact, believed }),
    );
    for (const x of [0, 0.2, 0.3, 0.7, 1]) {
      expect(after?.predict(at(x))?.mean).toBeCloseTo(before?.predict(at(x))?.mean ?? Number.NaN, 9);
    }
    expect(after?.predict(at(0.3))?.deviation).toBeLessThan(1e-3);
    expect(after?.predict(at(0.7))?.deviation).toBeLessThanOrEqual((before?.predict(at(0.7))?.deviation ?? 0) + 1e-12);
  });
});
