import { expectTypeOf, test } from 'vitest';
import type { Hyperparameters } from '../../hyperparameters/hyperparameters.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { choice } from './choice.js';
import { fitsSearchSpace } from './fits-search-space.js';
import { HyperDriveConfig } from './hyperdrive-config.js';
import { loguniform, randint } from './numeric-expressions.js';
import type { ParameterExpression, ParameterNumber, UnknownParameterExpression } from './parameter-expression.js';
import { BayesianParameterSampling, type HyperparameterSampling, RandomParameterSampling } from './sampling.js';
import type { HyperparametersOf, SearchSpace, ValuesOf } from './values-of.js';

const space = { lr: loguniform(-7, 0), seed: randint(5), units: choice(16, 32) };
declare const found: Hyperparameters;

test('a trial has one value a hyperparameter, of the type that its expression gives', () => {
  type Values = ValuesOf<typeof space & { old: UnknownParameterExpression }>;
  expectTypeOf<Values['lr']>().toEqualTypeOf<ParameterNumber>();
  expectTypeOf<Values['seed']>().toEqualTypeOf<ParameterNumber>();
  expectTypeOf<Values['units']>().toEqualTypeOf<16 | 32>();
  expectTypeOf<Values['old']>().toEqualTypeOf<JsonValue>();
});

test('a value of a choice keeps its literal; lists and objects are JSON', () => {
  expectTypeOf(choice(['relu', 'tanh']).values).toEqualTypeOf<readonly ('relu' | 'tanh')[]>();
  expectTypeOf(choice(null, true).values).toEqualTypeOf<readonly (true | null)[]>();
  expectTypeOf(choice([[64, 64]]).values).toEqualTypeOf<readonly (readonly JsonValue[])[]>();
  expectTypeOf(choice({ layers: 2 }).values).toEqualTypeOf<readonly JsonObject[]>();
  const listed: number[] = [1];
  expectTypeOf(choice(listed).values).toEqualTypeOf<readonly number[]>();
});

test('a config knows the search space that it was made with', () => {
  const config = new HyperDriveConfig({
    hyperparameterSampling: new RandomParameterSampling(space),
    primaryMetricName: 'accuracy',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 10,
  });
  expectTypeOf(config).toEqualTypeOf<HyperDriveConfig<typeof space>>();
  expectTypeOf(config).toExtend<HyperDriveConfig>();
  if (!fitsSearchSpace(config.hyperparameterSampling, found)) return;
  expectTypeOf(found).toEqualTypeOf<HyperparametersOf<typeof space>>();
  expectTypeOf(found.get('units')).toEqualTypeOf<16 | 32>();
  expectTypeOf(found.get('lr')).toEqualTypeOf<ParameterNumber>();
  expectTypeOf(found.get('another')).toEqualTypeOf<JsonValue | undefined>();
});

test('a config that was read, or whose space is a Map, has hyperparameters of any name', () => {
  const read = HyperDriveConfig.fromWire(null);
  expectTypeOf(read).toEqualTypeOf<HyperDriveConfig<SearchSpace>>();
  expectTypeOf<HyperparametersOf<SearchSpace>>().toEqualTypeOf<Hyperparameters>();
  const map = new BayesianParameterSampling(new Map<string, ParameterExpression>());
  expectTypeOf(map).toExtend<HyperparameterSampling>();
});
