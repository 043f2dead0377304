import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { RandomSource } from '../random/random-source.js';
import type { SampledPoint } from '../sampler.js';

/** A function with a known minimum that samplers are measured by. */
export interface TestFunction {
  readonly name: string;
  readonly space: ReadonlyMap<string, ParameterExpression>;
  /** The lowest value of the function. */
  readonly minimum: number;
  /** The value at a point, without noise. */
  readonly value: (point: SampledPoint) => number;
  /** The standard deviation of what is measured about the value. 0 where it is exact. */
  readonly noise: number;
}

const unit: ParameterExpression = { kind: 'uniform', minValue: 0, maxValue: 1 };
const number = (point: SampledPoint, name: string): number => Number(point.get(name));

function branin(x: number, y: number): number {
  const parabola = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6;
  return parabola * parabola + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
}

const braninSpace = new Map<string, ParameterExpression>([
  ['x', { kind: 'uniform', minValue: -5, maxValue: 10 }],
  ['y', { kind: 'uniform', minValue: 0, maxValue: 15 }],
]);
const braninMinimum = 0.397887357729738;

interface Hartmann {
  readonly weights: readonly (readonly number[])[];
  readonly centres: readonly (readonly number[])[];
}

const heights = [1, 1.2, 3, 3.2];

function hartmann({ weights, centres }: Hartmann, x: readonly number[]): number {
  return -heights.reduce((sum, height, hill) => {
    const distance = x.reduce((total, coordinate, axis) => {
      return total + (weights[hill]?.[axis] ?? 0) * (coordinate - (centres[hill]?.[axis] ?? 0)) ** 2;
    }, 0);
    return sum + height * Math.exp(-distance);
  }, 0);
}

const hartmann6: Hartmann = {
  weights: [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
  ],
  centres: [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
  ],
};

const hartmann3: Hartmann = {
  weights: [
    [3, 10, 30],
    [0.1, 10, 35],
    [3, 10, 30],
    [0.1, 10, 35],
  ],
  centres: [
    [0.3689, 0.117, 0.2673],
    [0.4699, 0.4387, 0.747],
    [0.1091, 0.8732, 0.5547],
    [0.0381, 0.5743, 0.8828],
  ],
};

const axes = (count: number): Map<string, ParameterExpression> =>
  new Map(Array.from({ length: count }, (_, axis) => [`x${axis}`, unit]));
const coordinates = (point: SampledPoint, count: number): readonly number[] =>
  Array.from({ length: count }, (_, axis) => number(point, `x${axis}`));

const layers: readonly JsonValue[] = [1, 2, 3, 4, 5, 6];
const optimizers = new Map<JsonValue | undefined, { readonly rate: number; readonly loss: number }>([
  ['sgd', { rate: 0.75, loss: 0.12 }],
  ['momentum', { rate: 0.5, loss: 0.05 }],
  ['adam', { rate: 0.3, loss: 0 }],
  ['rmsprop', { rate: 0.35, loss: 0.04 }],
]);

/** A made-up training: each optimizer has a learning rate of its own, and deeper networks want more dropout. */
function training(point: SampledPoint): number {
  const { rate, loss } = optimizers.get(point.get('optimizer')) ?? { rate: 0, loss: 1 };
  const depth = number(point, 'layers');
  const wantedDropout = 0.1 * depth;
  const fromRate = 4 * (number(point, 'log_rate') - rate) ** 2;
  const fromDropout = 0.8 * (number(point, 'dropout') - wantedDropout) ** 2;
  return (
    loss + fromRate + fromDropout + 0.03 * (depth - 4) ** 2 + 0.1 * Math.abs(Math.log2(number(point, 'batch') / 64))
  );
}

/** A bowl with its lowest point at (0.3, 0.3), where trainings with x beyond 0.8 diverge. */
export function divergingBowl(loss: number): TestFunction {
  return {
    name: `diverging to ${loss}`,
    space: axes(2),
    minimum: 0,
    value: (point) => {
      const [x = 0, y = 0] = coordinates(point, 2);
      return x > 0.8 ? loss : (x - 0.3) ** 2 + (y - 0.3) ** 2;
    },
    noise: 0,
  };
}

/** The functions of the benchmark; the lowest value is the best. */
export const testFunctions: readonly TestFunction[] = [
  {
    name: 'Branin',
    space: braninSpace,
    minimum: braninMinimum,
    value: (point) => branin(number(point, 'x'), number(point, 'y')),
    noise: 0,
  },
  {
    name: 'Hartmann-6',
    space: axes(6),
    minimum: -3.32236801141551,
    value: (point) => hartmann(hartmann6, coordinates(point, 6)),
    noise: 0,
  },
  {
    name: 'choices and continuous',
    space: new Map<string, ParameterExpression>([
      ['optimizer', { kind: 'choice', values: ['sgd', 'momentum', 'adam', 'rmsprop'] }],
      ['batch', { kind: 'choice', values: [16, 32, 64, 128, 256] }],
      ['layers', { kind: 'choice', values: layers }],
      ['log_rate', unit],
      ['dropout', unit],
    ]),
    minimum: 0,
    value: training,
    noise: 0,
  },
  {
    name: 'noisy Hartmann-3',
    space: axes(3),
    minimum: -3.86277978733266,
    value: (point) => hartmann(hartmann3, coordinates(point, 3)),
    noise: 0.3,
  },
  {
    name: 'Branin and two useless',
    space: new Map<string, ParameterExpression>([
      ...braninSpace,
      ['useless', unit],
      ['colour', { kind: 'choice', values: ['red', 'green', 'blue'] }],
    ]),
    minimum: braninMinimum,
    value: (point) => branin(number(point, 'x'), number(point, 'y')),
    noise: 0,
  },
  {
    name: 'whole numbers (Rosenbrock)',
    space: new Map<string, ParameterExpression>([
      ['a', { kind: 'quniform', minValue: -20, maxValue: 20, q: 1 }],
      ['b', { kind: 'quniform', minValue: -20, maxValue: 40, q: 2 }],
      ['c', unit],
    ]),
    minimum: 0,
    value: (point) => {
      const [a, b] = [number(point, 'a') / 10, number(point, 'b') / 10];
      return Math.log1p(100 * (b - a * a) ** 2 + (1 - a) ** 2) + 3 * (number(point, 'c') - 0.7) ** 2;
    },
    noise: 0,
  },
  divergingBowl(100),
  divergingBowl(1e6),
];

/** What a trial at the point measures. */
export function measure({ value, noise }: TestFunction, point: SampledPoint, random: RandomSource): number {
  return value(point) + noise * random.standardNormal();
}
