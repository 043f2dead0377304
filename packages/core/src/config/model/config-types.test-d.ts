import { describe, expectTypeOf, it } from 'vitest';
import { choice } from './choice.js';
import { BanditPolicy, type EarlyTerminationPolicy, TruncationSelectionPolicy } from './early-termination.js';
import { HyperDriveConfig } from './hyperdrive-config.js';
import { quniform, uniform } from './numeric-expressions.js';
import type { ChoiceExpression, ParameterExpression } from './parameter-expression.js';
import { GridParameterSampling, type HyperparameterSampling, RandomParameterSampling } from './sampling.js';

const sampling = new RandomParameterSampling({ lr: uniform(0, 1) });

describe('the types of a config', () => {
  it('know what each expression contains', () => {
    expectTypeOf(uniform(0, 1)).toEqualTypeOf<{
      readonly kind: 'uniform';
      readonly minValue: number | bigint;
      readonly maxValue: number | bigint;
    }>();
    expectTypeOf(quniform(0, 1n, 1).q).toEqualTypeOf<number | bigint>();
    expectTypeOf(choice('a', 'b')).toEqualTypeOf<ChoiceExpression<'a' | 'b'>>();
    expectTypeOf(choice('a', 'b')).toExtend<ChoiceExpression>();
    expectTypeOf(choice([1, [2], { a: null }])).toExtend<ParameterExpression>();
  });

  it('are distinguished by their kind', () => {
    const describeSampling = (given: HyperparameterSampling): number =>
      given.kind === 'unknown' ? given.violations.length : given.parameterSpace.size;
    expectTypeOf(describeSampling).returns.toBeNumber();
    const describePolicy = (given: EarlyTerminationPolicy): number | undefined =>
      given.kind === 'bandit' ? given.slackFactor : undefined;
    expectTypeOf(describePolicy).returns.toEqualTypeOf<number | undefined>();
  });

  it('take a goal in the usual cases and no other word', () => {
    const needed = { hyperparameterSampling: sampling, primaryMetricName: 'm', maxTotalRuns: 1 };
    expectTypeOf(new HyperDriveConfig({ ...needed, primaryMetricGoal: 'MAXIMIZE' }).primaryMetricGoal).toEqualTypeOf<
      'maximize' | 'minimize'
    >();
    // @ts-expect-error -- no goal
    expectTypeOf(new HyperDriveConfig({ ...needed, primaryMetricGoal: 'best' })).toBeObject();
  });

  it('ask for the total, but not of a config that is read', () => {
    const given = { hyperparameterSampling: sampling, primaryMetricName: 'm', primaryMetricGoal: 'minimize' } as const;
    // @ts-expect-error -- no total
    expectTypeOf(new HyperDriveConfig(given)).toBeObject();
    expectTypeOf(new HyperDriveConfig({ ...given, validate: false }).maxTotalRuns).toBeNumber();
  });

  it('refuse what is no option and what is missing', () => {
    // @ts-expect-error -- no percentage
    expectTypeOf(new TruncationSelectionPolicy({})).toBeObject();
    // @ts-expect-error -- misspelt
    expectTypeOf(new BanditPolicy({ slackfactor: 1 })).toBeObject();
    // @ts-expect-error -- a grid draws nothing at random
    expectTypeOf(new GridParameterSampling({ a: choice(1) }, { seed: 1 })).toBeObject();
    // @ts-expect-error -- undefined is no value
    expectTypeOf(choice([undefined])).toBeObject();
  });
});
