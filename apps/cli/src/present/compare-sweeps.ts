import {
  describeExpression,
  describeSweep,
  type HyperDriveConfig,
  type HyperDriveRun,
  type JsonValue,
  plannedTrials,
} from '@hyperdrive-run/sdk';
import { formatCounts } from '../output/format/format-counts.js';
import { bestOfSweep } from './best-of-sweep.js';
import type { ComparedRun } from './compared-runs.js';

/** What a sweep reached, and all that defines it, in lines that two sweeps can be compared by. */
export async function describeForComparison(
  sweep: HyperDriveRun,
  onWarning: (message: string) => void,
): Promise<ComparedRun> {
  const [best, counts, { document }] = await Promise.all([
    bestOfSweep(sweep, { onWarning, reuseRecord: true }),
    sweep.countTrials(),
    describeSweep(sweep),
  ]);
  const { hyperdriveConfig: config, record } = sweep;
  const { startTime, endTime } = record ?? {};
  return {
    runId: sweep.id,
    results: new Map<string, JsonValue | undefined>([
      ['best', best?.value],
      ['best run', best?.run.id],
      ['provisional', best !== undefined && best.provisionalBecause.length > 0 ? 'yes' : undefined],
      ['status', record?.status],
      ['trials', formatCounts(counts)],
      ['planned', config.hasLimits ? plannedTrials(config, record) : undefined],
      ['seconds', startTime && endTime ? (endTime.getTime() - startTime.getTime()) / 1000 : undefined],
    ]),
    settings: new Map([...leavesOf(document), ...spaceOf(config)]),
  };
}

/** What names a sweep and does not define it, and what {@link spaceOf} says in fewer words. */
const left = /^(\$schema|type|experiment_name|display_name|description|tags|search_space)(\.|$)/;

function leavesOf(value: JsonValue, path = ''): [string, JsonValue][] {
  if (left.test(path)) return [];
  // A sampling without further settings is written by its name alone.
  if (!isObject(value)) return [[path === 'sampling_algorithm' ? `${path}.type` : path, value]];
  return [...value].flatMap(([name, below]) => leavesOf(below, path === '' ? name : `${path}.${name}`));
}

function isObject(value: JsonValue): value is ReadonlyMap<string, JsonValue> {
  return value instanceof Map;
}

function spaceOf({ hyperparameterSampling: sampling }: HyperDriveConfig): [string, JsonValue][] {
  if (sampling.kind === 'unknown') return [];
  return [...sampling.parameterSpace].map(([name, expression]) => [
    `search_space.${name}`,
    describeExpression(expression),
  ]);
}
