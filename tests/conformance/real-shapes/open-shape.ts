import { loadRuns } from '@hyperdrive-run/local/testing';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { connectTo, openService, temporaryFolder } from '../open-service.js';
import { buildSweep, type SweepShape, shapesScope } from './build-sweep.js';

/** Opens a sweep of this shape over HTTP. Warnings are collected: most shapes are in order and give none. */
export async function openShape(shape: SweepShape): Promise<{ sweep: HyperDriveRun; warnings: string[] }> {
  const folder = await temporaryFolder();
  const outer =
    shape.parentRunId === undefined
      ? []
      : [{ scope: shapesScope, runId: shape.parentRunId, status: 'Completed' } as const];
  loadRuns(folder, [...outer, ...buildSweep(shape)]);
  const service = await openService(folder, { runsPerPage: 5 });
  const warnings: string[] = [];
  const onWarning = (message: string): void => void warnings.push(message);
  const experiment = connectTo(service, shapesScope).experiment();
  return { sweep: await HyperDriveRun.load(experiment, shape.id, { onWarning }), warnings };
}

/** A child's id without its sweep's. */
export const short = (sweep: HyperDriveRun, runId: string): string => runId.replace(`${sweep.id}_`, '');

/** `[child, best primary metric]` as they are sorted. */
export async function sorted(sweep: HyperDriveRun): Promise<(readonly [string, number | undefined])[]> {
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  return children.map(({ runId, bestPrimaryMetric }) => [short(sweep, runId), bestPrimaryMetric]);
}

/** `child status` in the order of the listing. */
export async function statuses(sweep: HyperDriveRun): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const child of sweep.getChildren()) found.push(`${short(sweep, child.id)} ${await child.getStatus()}`);
  return found;
}

/** The best run, as its child's id without the sweep's. */
export async function best(sweep: HyperDriveRun): Promise<string | undefined> {
  const run = await sweep.getBestRunByPrimaryMetric();
  return run === undefined ? undefined : short(sweep, run.id);
}
