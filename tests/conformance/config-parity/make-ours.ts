import { type ConfigViolation, HyperDriveConfigError } from '@hyperdrive-run/core';
import * as model from '@hyperdrive-run/core/config';
import * as json from '@hyperdrive-run/core/json';
import type {
  DescribedConfig,
  DescribedExpression,
  DescribedOptions,
  DescribedSampling,
  DescribedSpace,
  DescribedSweep,
  DescribedValue,
  Description,
} from './description.js';
import { keyOf, toResumedChild, toResumedSweep } from './earlier-runs.js';

/** What ours made of a description: the wire form, or everything that is wrong. */
export type OurAnswer =
  | { readonly wire: json.JsonValue }
  | { readonly violations: readonly ConfigViolation[]; readonly wire?: undefined };

const samplings = {
  RandomParameterSampling: model.RandomParameterSampling,
  GridParameterSampling: model.GridParameterSampling,
  BayesianParameterSampling: model.BayesianParameterSampling,
};
const policies = {
  BanditPolicy: model.BanditPolicy,
  MedianStoppingPolicy: model.MedianStoppingPolicy,
  TruncationSelectionPolicy: model.TruncationSelectionPolicy,
  NoTerminationPolicy: model.NoTerminationPolicy,
};
const expressions: Readonly<Record<string, (...args: never[]) => model.ParameterExpression>> = {
  choice: model.choice,
  randint: model.randint,
  uniform: model.uniform,
  quniform: model.quniform,
  loguniform: model.loguniform,
  qloguniform: model.qloguniform,
  normal: model.normal,
  qnormal: model.qnormal,
  lognormal: model.lognormal,
  qlognormal: model.qlognormal,
};

/** Python's options that are None by default; ours are undefined then. */
const noneIsAbsent = [
  'properties',
  'slack_factor',
  'slack_amount',
  'max_concurrent_runs',
  'policy',
  'run_config',
  'resume_from',
  'resume_child_runs',
];

/** Makes what is described with our constructors, as a caller in plain JavaScript would: nothing is checked before. */
export function makeOurs(description: Description): OurAnswer {
  try {
    const wire = json.parseJson(json.writeJson(wireOf(description)));
    const violations = description.make === 'config' ? findWarmStartFaults(description) : [];
    return violations.length > 0 ? { violations } : { wire };
  } catch (error) {
    if (HyperDriveConfigError.isInstance(error)) return { violations: error.violations };
    throw error;
  }
}

function wireOf(description: Description): json.JsonValue {
  const made = build(description);
  if (description.make === 'expression') {
    const space: unknown = new Map([['x', made]]);
    const sampling: model.RandomParameterSampling = Reflect.construct(model.RandomParameterSampling, [space]);
    const wire = sampling.toWire().get('parameter_space');
    return (json.isJsonObject(wire) && wire.get('x')) || null;
  }
  const isWritable =
    made instanceof model.HyperDriveConfig ||
    Object.values(samplings).some((Sampling) => made instanceof Sampling) ||
    Object.values(policies).some((Policy) => made instanceof Policy);
  if (!isWritable) throw new Error(`${description.make} was not made.`);
  const wire: json.JsonObject = Reflect.apply(Reflect.get(made, 'toWire'), made, []);
  // What a trial runs is Azure ML's ScriptRunConfig there and a command line here: no common wire form.
  return new Map([...wire].filter(([name]) => name !== 'platform_config'));
}

/** What submitting asks of the services about what is resumed, answered as described. */
function findWarmStartFaults(description: DescribedConfig): readonly ConfigViolation[] {
  const config = build(description);
  if (!(config instanceof model.HyperDriveConfig)) throw new Error('No config was made.');
  const spaceOf = (sweep: DescribedSweep): model.ParameterSpace => toEarlierSpace(sweep.space);
  const resumed = (name: string): readonly DescribedValue[] => {
    const given = description.options[name];
    return Array.isArray(given) ? given : [];
  };
  return model.findWarmStartViolations(config, {
    sweeps: resumed('resume_from').flatMap((value) =>
      typeof value === 'object' && value !== null && '$sweep' in value
        ? [toResumedSweep(value.$sweep, spaceOf(value.$sweep))]
        : [],
    ),
    children: resumed('resume_child_runs').flatMap((value) =>
      typeof value === 'object' && value !== null && '$child' in value
        ? [toResumedChild(value.$child, value.$child.parent === null ? {} : spaceOf(value.$child.parent))]
        : [],
    ),
  });
}

function toEarlierSpace(space: DescribedSweep['space']): model.ParameterSpace {
  return new Map(space.map(([name, entry]) => [name, buildExpression(entry)]));
}

function build(description: Description): object {
  switch (description.make) {
    case 'expression':
      return buildExpression(description);
    case 'sampling':
      return buildSampling(description);
    case 'policy':
      return Reflect.construct(policies[description.name], [toOptions(description.options)]);
    case 'config':
      return Reflect.construct(model.HyperDriveConfig, [toConfigOptions(description)]);
  }
}

function buildExpression({ name, args }: DescribedExpression): model.ParameterExpression {
  const make = expressions[name];
  if (make === undefined) throw new Error(`There is no expression ${name}.`);
  return Reflect.apply(make, undefined, args.map(toValue));
}

function buildSampling({ name, space, options }: DescribedSampling): object {
  return Reflect.construct(samplings[name], [toSpace(space), toOptions(options)]);
}

function toSpace(space: DescribedSpace): unknown {
  if (typeof space !== 'object' || space === null || !('$space' in space)) return toValue(space);
  return new Map(
    space.$space.map(([name, entry]) => [name, isExpression(entry) ? buildExpression(entry) : toValue(entry)]),
  );
}

function isExpression(entry: DescribedExpression | DescribedValue): entry is DescribedExpression {
  return typeof entry === 'object' && entry !== null && 'make' in entry;
}

function toOptions(options: DescribedOptions): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      camelCased(name),
      value === undefined || (value === null && noneIsAbsent.includes(name)) ? undefined : toValue(value),
    ]),
  );
}

function toConfigOptions({ options }: DescribedConfig): Record<string, unknown> {
  const plain: Record<string, DescribedValue> = {};
  const built: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (typeof value === 'object' && value !== null && 'make' in value) built[camelCased(name)] = build(value);
    else plain[name] = value;
  }
  return { ...toOptions(plain), ...built };
}

function camelCased(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A described value as a JavaScript caller has it. */
export function toValue(value: DescribedValue): unknown {
  if (isList(value)) return value.map(toValue);
  if (typeof value !== 'object' || value === null) return value;
  if ('$float' in value) return Number(value.$float);
  if ('$int' in value) {
    const number = Number(value.$int);
    return Number.isSafeInteger(number) ? number : BigInt(value.$int);
  }
  if ('$range' in value) {
    const range: unknown = Reflect.apply(model.range, undefined, [...value.$range]);
    return range;
  }
  if ('$dict' in value) return new Map(value.$dict.map(([name, item]) => [name, toValue(item)]));
  if ('$goal' in value) return value.$goal;
  if ('$sweep' in value) return keyOf(value.$sweep.id, value.$sweep.host);
  if ('$child' in value) return keyOf(value.$child.id, value.$child.parent?.host ?? '');
  return { command: 'python train.py' };
}

function isList(value: DescribedValue): value is readonly DescribedValue[] {
  return Array.isArray(value);
}
