import { HyperDriveConfigError } from '@hyperdrive-run/core';
import { describeValue } from '@hyperdrive-run/core/internal';

/** @throws HyperDriveConfigError, as the Python class, for what is no id of a sweep */
export function checkSweepId(runId: unknown): string {
  if (typeof runId === 'string' && runId !== '') return runId;
  const violation = { path: 'runId', got: describeValue(runId), takes: 'a non-empty string' };
  throw new HyperDriveConfigError([violation], { hint: "Pass the id of the sweep's parent run, such as 'HD_...'." });
}
