import type { JsonValue, MetricCell, MetricColumnType } from '@hyperdrive-run/core';
import { knownRunStatuses, writeJson } from '@hyperdrive-run/core';
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
const names = fc.oneof(fc.constantFrom('accuracy', 'loss'), fc.constantFrom(...oddNames));
/** Few distinct values, so that ties are common. */
const values = fc.oneof(fc.constantFrom(0, -0, 1, 0.5, 0.5, -1), fc.double({ noNaN: true, noDefaultInfinity: true }));
const specials = fc.constantFrom<MetricCell>(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '0.25', '-1e3');

const primaryValues = fc.oneof(
  { weight: 6, arbitrary: fc.array(values, { minLength: 1, maxLength: 5 }).map((list) => ({ type: 'double', list })) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 5 })
      .map((list) => ({ type: 'int', list })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(values, values, specials, specials, fc.constant(Number.NaN)), { minLength: 1, maxLength: 4 })
      .map((list) => ({ type: 'double', list })),
  },
);

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

const parameterValues = fc.oneof(values, fc.integer(), fc.string(), fc.boolean());
const parameters = fc.uniqueArray(fc.tuple(fc.constantFrom('lr', '--batch-size', 'größe'), parameterValues), {
  selector: ([name]) => name,
  maxLength: 3,
});

function child(metric: string): fc.Arbitrary<Omit<DescribedChild, 'suffix'>> {
  return fc
    .record({
      status: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom('Completed', 'Failed', 'Canceled') },
        { weight: 1, arbitrary: fc.constantFrom(...knownRunStatuses) },
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

/** Any sweep. Most are small: both clients ask for each of their children. */
export const arbitrarySweep: fc.Arbitrary<DescribedSweep> = names.chain((metric) =>
  fc
    .record({
      goal: fc.constantFrom('maximize', 'minimize'),
      status: fc.constantFrom(
        'Completed',
        'Completed',
        'Canceled',
        'Running',
        'Failed',
        'Finalizing',
        'CancelRequested',
      ),
      prefix: fc.constantFrom('prefixed', 'prefixed', 'bare', 'both'),
      hasTags: fc.nat(7).map((dice) => dice > 0),
      hasPreparation: fc.nat(5).map((dice) => dice === 0),
      children: fc.oneof(
        { weight: 8, arbitrary: fc.array(child(metric), { maxLength: 8 }) },
        { weight: 1, arbitrary: fc.array(child(metric), { minLength: 9, maxLength: 60 }) },
      ),
      columnShift: fc.nat(4),
      resumed: fc.option(fc.array(child(metric), { minLength: 1, maxLength: 3 }), { freq: 2, nil: undefined }),
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
    })),
);

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
