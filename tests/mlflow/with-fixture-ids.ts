// An MLflow backend whose runs carry the ids of fixtures: the contract suite knows its runs by ids of its own, and MLflow
// gives others. Nothing but ids is changed on the way.

import type { RunRecord, RunScope } from '@hyperdrive-run/core';
import type { RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import { translate } from './load-sweeps.js';

/** Where the runs of one scope are. */
export interface LoadedScope {
  readonly experimentName: string;
  readonly ids: ReadonlyMap<string, string>;
}

/** @param placeOf where the runs of a scope were loaded */
export function withFixtureIds(
  backend: SweepBackend,
  scope: RunScope,
  placeOf: (scope: RunScope) => LoadedScope,
): SweepBackend {
  const { experimentName, ids } = placeOf(scope);
  const real = backend.withScope({ experimentName });
  const fixtureIds = new Map([...ids].map(([fixture, own]) => [own, fixture]));
  const toReal = (runId: string): string => ids.get(runId) ?? runId;
  const toFixture = (runId: string): string => fixtureIds.get(runId) ?? runId;
  const back = (texts: ReadonlyMap<string, string>): Map<string, string> =>
    new Map([...texts].map(([name, value]) => [translate(name, fixtureIds), translate(value, fixtureIds)]));

  const toRecord = (run: RunRecord): RunRecord => ({
    ...run,
    runId: toFixture(run.runId),
    parentRunId: run.parentRunId && toFixture(run.parentRunId),
    rootRunId: run.rootRunId && toFixture(run.rootRunId),
    tags: back(run.tags),
    properties: back(run.properties),
  });
  async function* toRecords(runs: AsyncIterable<RunRecord>): AsyncGenerator<RunRecord> {
    for await (const run of runs) yield toRecord(run);
  }
  async function* toResults(results: AsyncIterable<RunMetricsResult>): AsyncGenerator<RunMetricsResult> {
    for await (const result of results) yield { ...result, runId: toFixture(result.runId) };
  }

  return {
    displayName: real.displayName,
    scope,
    getRun: async (runId, options) => toRecord(await real.getRun(toReal(runId), options)),
    getRunDetails: async (runId, options) => {
      const details = await real.getRunDetails(toReal(runId), options);
      return { ...details, run: toRecord(details.run) };
    },
    listChildRuns: (parentId, options) => toRecords(real.listChildRuns(toReal(parentId), options)),
    listSweeps: (options) => toRecords(real.listSweeps(options)),
    getMetrics: (runIds, options) => toResults(real.getMetrics(runIds.map(toReal), options)),
    cancelSweep: (runId, options) => real.cancelSweep(toReal(runId), options),
    cancelRun: (runId, options) => real.cancelRun(toReal(runId), options),
    submitSweep: (config, options) => real.submitSweep(config, options),
    updateRun: async (runId, changes, options) => toRecord(await real.updateRun(toReal(runId), changes, options)),
    listFiles: (runId, options) => real.listFiles(toReal(runId), options),
    openFile: (runId, name, options) => real.openFile(toReal(runId), name, options),
    getPortalUrl: (runId) => real.getPortalUrl(toReal(runId)),
    withScope: (change) => withFixtureIds(backend, { ...scope, ...change }, placeOf),
  };
}
