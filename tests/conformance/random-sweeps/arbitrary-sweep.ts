import { knownRunStatuses, type MetricCell, type MetricColumnType } from '@hyperdrive-run/core';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import fc from 'fast-check';

/** A metric of one child, as it is loaded. */
export interface DescribedMetric {
  readonly name: string;
  readonly type: MetricColumnType;
  readonly values: readonly MetricCell[];
  readonly isTable: boolean;
}

export interface DescribedChild {
  /** `preparation`, or the child's number. */
  readonly suffix: string;
  readonly status: string;
  readonly hidden: boolean;
  readonly hyperparameters: 'prefixed' | 'bare' | 'both' | 'empty' | 'none';
  readonly parameters: readonly (readonly [string, JsonValue])[];
  readonly metrics: readonly DescribedMetric[];
}

export interface DescribedRow {
  /** Which child; beyond the last one the row names a run that is not there. */
  readonly child: number;
  readonly value: number;
  readonly final: boolean;
}

/** A sweep in words: small enough to be shrunk, whole enough to be loaded. */
export interface DescribedSweep {
  readonly metric: string;
  readonly goal: 'maximize' | 'minimize';
  readonly status: string;
  readonly prefix: 'prefixed' | 'bare' | 'both';
  readonly children: readonly DescribedChild[];
  /** The rows of the table of best children; `undefined`: there is no table. */
  readonly table: readonly DescribedRow[] | undefined;
  /** By how many places the table's columns are turned. */
  readonly columnShift: number;
  /** The children of an earlier sweep that this one was resumed from; `undefined`: there is none. */
  readonly resumed: readonly DescribedChild[] | undefined;
  /** The prefixed tag of the policy is no JSON; the one without prefix is right. */
  readonly hasBrokenTag: boolean;
}

const oddNames = ['Regularization Strength: ', `it's "loss"`, 'größe/π', 'a&b=c', 'val accuracy'];
const names = fc.constantFrom('accuracy', 'loss', ...oddNames);
const fewValues = fc.constantFrom(0, -0, 1, 0.5, 0.5, -1);
const values = fc.oneof(fewValues, fc.double({ noNaN: true, noDefaultInfinity: true }));
const specials = fc.constantFrom<MetricCell>(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '0.25', '-1e3');

const integers: fc.Arbitrary<LoggedValues> = fc
  .array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 5 })
  .map((list) => ({ type: 'int', list }));

interface LoggedValues {
  readonly type: MetricColumnType;
  readonly list: readonly MetricCell[];
}

/** What a child logs of the primary metric. */
const anyValues: fc.Arbitrary<LoggedValues> = fc.oneof(
  { weight: 6, arbitrary: doubles(values, 5) },
  { weight: 2, arbitrary: integers },
  { weight: 1, arbitrary: doubles(fc.oneof(values, values, specials, specials, fc.constant(Number.NaN)), 4) },
);
/** The same of few distinct values: the children of such a sweep often tie for the best. */
const tiedValues: fc.Arbitrary<LoggedValues> = fc.oneof({ weight: 3, arbitrary: doubles(fewValues, 4) }, integers);

const others: fc.Arbitrary<DescribedMetric> = fc.oneof(
  fc.record({
    name: fc.constantFrom('note', 'other: '),
    type: fc.constant('string'),
    values: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
    isTable: fc.constant(false),
  }),
  fc.record({
    name: fc.constant('done'),
    type: fc.constant('bool'),
    values: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
    isTable: fc.constant(false),
  }),
  fc.record({
    name: fc.constant('rows'),
    type: fc.constant('double'),
    values: fc.array(values, { minLength: 1, maxLength: 3 }),
    isTable: fc.constant(true),
  }),
);

function doubles(cells: fc.Arbitrary<MetricCell>, maxLength: number): fc.Arbitrary<LoggedValues> {
  return fc.array(cells, { minLength: 1, maxLength }).map((list) => ({ type: 'double', list }));
}

const parameterValues = fc.oneof(values, fc.integer(), fc.string(), fc.boolean());
const parameters = fc.uniqueArray(fc.tuple(fc.constantFrom('lr', '--batch-size', 'größe'), parameterValues), {
  selector: ([name]) => name,
  maxLength: 3,
});

function child(
  metric: string,
  primaryValues: fc.Arbitrary<LoggedValues>,
): fc.Arbitrary<Omit<DescribedChild, 'suffix'>> {
  return fc
    .record({
      status: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom('Completed', 'Failed', 'Canceled') },
        // The last one is none that anybody knows.
        { weight: 2, arbitrary: fc.constantFrom(...knownRunStatuses, 'Resting') },
      ),
      hidden: fc.nat(9).map((dice) => dice === 0),
      hyperparameters: fc.constantFrom('prefixed', 'prefixed', 'bare', 'both', 'empty', 'none'),
      parameters,
      primary: fc.option(primaryValues, { freq: 3, nil: undefined }),
      others: fc.uniqueArray(others, { selector: ({ name }) => name, maxLength: 2 }),
    })
    .map(({ primary, others: rest, ...given }) => ({
      ...given,
      metrics: [
        ...(primary === undefined ? [] : [{ name: metric, type: primary.type, values: primary.list, isTable: false }]),
        ...rest,
      ],
    }));
}

/** The metric of a sweep, and what its children may log of it. */
const primaryMetrics = fc.tuple(names, fc.constantFrom(anyValues, anyValues, tiedValues));

/** Any sweep. Most are small: both clients ask for each of their children. */
export const arbitrarySweep: fc.Arbitrary<DescribedSweep> = primaryMetrics.chain(([metric, primaryValues]) => {
  const anyChild = child(metric, primaryValues);
  return fc
    .record({
      goal: fc.constantFrom('maximize', 'minimize'),
      status: fc.oneof(
        fc.constantFrom('Completed', 'Completed', 'Canceled', 'Failed', 'Running', 'Finalizing', 'CancelRequested'),
        fc.constantFrom(...knownRunStatuses),
      ),
      prefix: fc.constantFrom('prefixed', 'prefixed', 'bare', 'both'),
      hasTags: fc.nat(7).map((dice) => dice > 0),
      hasPreparation: fc.nat(5).map((dice) => dice === 0),
      children: fc.oneof(
        { weight: 1, arbitrary: fc.array(anyChild, { maxLength: 0 }) },
        { weight: 15, arbitrary: fc.array(anyChild, { maxLength: 10, size: 'max' }) },
        // Without a size an array stays small, whatever its greatest length.
        { weight: 2, arbitrary: fc.array(anyChild, { minLength: 21, maxLength: 60, size: 'max' }) },
      ),
      columnShift: fc.nat(4),
      resumed: fc.option(fc.array(anyChild, { minLength: 1, maxLength: 3 }), { freq: 2, nil: undefined }),
      hasBrokenTag: fc.nat(9).map((dice) => dice === 0),
      table: fc.option(
        fc.array(fc.record({ child: fc.nat(8), value: values, final: fc.boolean() }), { maxLength: 3 }),
        { nil: undefined },
      ),
    })
    .map(({ hasTags, hasPreparation, children, resumed, ...given }) => ({
      ...given,
      metric,
      resumed: resumed?.map((one, position) => ({ ...one, suffix: String(position) })),
      children: [
        ...(hasPreparation ? [preparation] : []),
        ...children.map((one, position) => ({
          ...one,
          suffix: String(position),
          hyperparameters: hasTags ? one.hyperparameters : ('none' as const),
        })),
      ],
    }));
});

const preparation: DescribedChild = {
  suffix: 'preparation',
  status: 'Completed',
  hidden: false,
  hyperparameters: 'none',
  parameters: [],
  metrics: [],
};

/** A sweep as a person reads it in a report of a difference. */
export function showSweep(sweep: DescribedSweep): string {
  return JSON.stringify(sweep, (_, value: unknown) => {
    if (typeof value === 'number' && (Object.is(value, -0) || !Number.isFinite(value)))
      return Object.is(value, -0) ? '-0' : String(value);
    return value;
  });
}

/** The text of a child's tag. */
export function parametersText(one: DescribedChild): string {
  return writeJson(new Map(one.parameters));
}
