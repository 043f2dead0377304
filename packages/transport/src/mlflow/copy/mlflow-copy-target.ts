import { InvalidArgumentError, type Metric } from '@hyperdrive-run/core';
import type { CallOptions, SweepCopyTarget } from '@hyperdrive-run/core/ports';
import { findOrCreateExperiment } from '../experiments/find-or-create-experiment.js';
import { readMetrics } from '../metrics/read-metrics.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import type { MlflowOptions } from '../mlflow-options.js';
import { openMlflowServer } from '../open-mlflow-server.js';
import { toMlflowName } from '../runs/mlflow-name.js';
import { createRunEndpoint, updateRunEndpoint } from '../runs/run-endpoints.js';
import { escapedNames } from '../runs/run-names.js';
import { tagIs } from '../runs/search-filter.js';
import { searchRuns } from '../runs/search-runs.js';
import { idOf, tagsOf } from '../runs/to-run-record.js';
import { mlflowTags, ownTags } from '../wire/constants.js';
import { runAnswerSchema } from '../wire/run-dto.js';
import { copiedStatus } from './copied-status.js';
import { textBatches, valueBatches } from './log-batches.js';
import { keyOf, metricToValues } from './metric-to-values.js';
import { fittingTexts, longestName, longestParameter, longestTag } from './text-limits.js';

/** Tags that say where a run is and where it came from: the copy has its own. */
const reservedTags: ReadonlySet<string> = new Set([
  mlflowTags.parentRunId,
  mlflowTags.rootRunId,
  mlflowTags.loggedArtifacts,
  ownTags.copyOf,
  ownTags.copiedSweep,
  ownTags.names,
]);

/**
 * An experiment of an MLflow server that sweeps are copied to. Each copied run carries the key of the run that it is a
 * copy of in a tag, from the moment it is made: that is how a second copy finds it.
 * @throws InvalidArgumentError where no experiment is named
 */
export function createMlflowCopyTarget(options: MlflowOptions): SweepCopyTarget {
  const { experimentName } = options;
  if (experimentName === undefined || experimentName === '') {
    throw new InvalidArgumentError({ option: 'experiment', got: experimentName, takes: 'the name of an experiment' });
  }
  const connection: MlflowConnection = { ...openMlflowServer(options), experimentName };
  const { client } = connection;
  let experiment: Promise<string> | undefined;
  const experimentId = (signal: AbortSignal | undefined): Promise<string> => {
    experiment ??= findOrCreateExperiment(connection, experimentName, signal);
    return experiment;
  };

  return {
    displayName: 'MLflow',
    async findCopies(sweepKey, { signal } = {}) {
      const copies = new Map<string, string>();
      const filter = tagIs(ownTags.copiedSweep, sweepKey);
      if (filter === undefined) throw unfilterable(sweepKey);
      for await (const dto of searchRuns(connection, [await experimentId(signal)], { filter, signal })) {
        const key = tagsOf(dto).get(ownTags.copyOf);
        if (key === undefined) continue;
        copies.set(key, idOf(dto.info));
      }
      return copies;
    },
    async createRun({ sourceKey, sweepKey, parentId, name, startTime }, { signal } = {}) {
      const tags = new Map<string, string>([
        [ownTags.copyOf, sourceKey],
        [ownTags.copiedSweep, sweepKey],
        [ownTags.names, escapedNames],
      ]);
      if (parentId !== undefined) tags.set(mlflowTags.parentRunId, parentId);
      const run = { experiment_id: await experimentId(signal), start_time: startTime.getTime(), run_name: name };
      const answer = await client.request(runAnswerSchema, createRunEndpoint(run, tags), { signal });
      return idOf(answer.run.info);
    },
    async logMetrics(copyId, sourceId, metrics, { isKnown, startTime, signal }) {
      const there = isKnown ? await keysThere(connection, copyId, signal) : new Map<string, ReadonlySet<string>>();
      const losses = [];
      let [logged, known] = [0, 0];
      for (const metric of metrics) {
        if (toMlflowName(metric.name).length > longestName) {
          losses.push({ what: 'metrics with long names', runId: sourceId, name: metric.name, count: 1 });
          continue;
        }
        const read = metricToValues(metric, sourceId, startTime);
        losses.push(...read.losses);
        const missing = read.values.filter((value) => there.get(metric.name)?.has(keyOf(value)) !== true);
        for (const batch of valueBatches(copyId, metric.name, missing)) await client.send(batch, { signal });
        logged += missing.length;
        known += read.values.length - missing.length;
      }
      return { logged, known, losses };
    },
    async describeRun(copyId, description, { signal } = {}) {
      const { runId, parentId, properties, parameters } = description;
      const tags = new Map([...description.tags].filter(([name]) => !reservedTags.has(name)));
      for (const [name, value] of properties) tags.set(ownTags.propertyPrefix + name, value);
      if (parentId !== undefined) tags.set(mlflowTags.parentRunId, parentId);
      if (description.description !== undefined) tags.set(mlflowTags.description, description.description);
      const fittingTags = fittingTexts(tags, { runId, what: 'tags', longest: longestTag });
      const fittingParameters = fittingTexts(parameters, { runId, what: 'parameters', longest: longestParameter });
      for (const batch of textBatches(copyId, 'tags', fittingTags.kept)) await client.send(batch, { signal });
      for (const batch of textBatches(copyId, 'params', fittingParameters.kept)) await client.send(batch, { signal });
      const { status, isExact } = copiedStatus(description.status);
      const update = { status, end_time: description.endTime?.getTime() };
      await client.send(updateRunEndpoint(copyId, update), { signal });
      const losses = [...fittingTags.losses, ...fittingParameters.losses];
      return isExact ? losses : [...losses, { what: `the status ${description.status}`, runId, count: 1 }];
    },
  };
}

/** The values that a run has already, by metric. */
async function keysThere(
  connection: MlflowConnection,
  runId: string,
  signal: CallOptions['signal'],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const there = new Map<string, ReadonlySet<string>>();
  for await (const result of readMetrics(connection, [runId], { signal })) {
    if (result.kind === 'unreadable') throw result.error;
    for (const metric of result.metrics.values()) there.set(metric.name, keysOf(metric, runId));
  }
  return there;
}

function keysOf(metric: Metric, runId: string): ReadonlySet<string> {
  return new Set(metricToValues(metric, runId, new Date(0)).values.map(keyOf));
}

function unfilterable(sweepKey: string): InvalidArgumentError {
  return new InvalidArgumentError({
    option: 'sweep',
    got: sweepKey,
    takes: "ids and names without both ' and \" in them: MLflow's search can quote one of the two only",
  });
}
