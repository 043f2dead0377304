import { checkNonEmptyString } from '@hyperdrive-run/core/internal';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { type MlflowOptions, parseMlflowUri } from '@hyperdrive-run/transport/faces';
import { checkSweep } from './arguments/check-handles.js';
import {
  anyObject,
  callback,
  callChecks,
  checkedByItsUser,
  checkOptions,
  nonEmptyText,
  type OptionChecks,
} from './arguments/option-checks.js';
import type { HyperDriveRun } from './hyperdrive-run.js';
import { readWholeSweep } from './read-whole-sweep.js';
import { type CopyReport, copySweep } from './use-cases/copies/copy-sweep.js';

/** How to copy a sweep to an MLflow server. */
export interface CopyToMlflowOptions
  extends CallOptions,
    Pick<MlflowOptions, 'credential' | 'fetch' | 'retry' | 'userAgentSuffix'> {
  /** The experiment to copy to, which is made where it does not exist; that of the address, else of the sweep, by default. */
  readonly experiment?: string | undefined;
  /** Is called with what is not copied at all, such as a resumed sweep that is gone. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Is called after each run with their number. */
  readonly onProgress?: ((runs: number) => void) | undefined;
}

const copyToMlflowChecks: OptionChecks<CopyToMlflowOptions> = {
  ...callChecks,
  // Its error must not show it: transport knows how.
  credential: checkedByItsUser,
  fetch: callback,
  // Each of its times is checked where the defaults are filled in.
  retry: anyObject,
  userAgentSuffix: checkedByItsUser,
  experiment: nonEmptyText,
  onWarning: callback,
  onProgress: callback,
};

/**
 * Copies a sweep from any service to an MLflow server: parent, children, hyperparameters, all values of all metrics,
 * statuses, times, tags, and the sweeps that it resumed from. Opened there it gives the same results, but for what the
 * report lists as lost. Copying again adds nothing that exists; a copy that broke off goes on.
 * @param uri `mlflow+http(s)://host[:port][/prefix][?experiment=...]`
 * @throws InvalidArgumentError where the address is no MLflow server's
 * @throws BackendError where something cannot be read or written; what was written stays
 * @example
 * const { sweepId, losses } = await copyToMlflow(sweep, 'mlflow+https://mlflow.example', { credential: token });
 */
export async function copyToMlflow(
  sweep: HyperDriveRun,
  uri: string,
  options: CopyToMlflowOptions = {},
): Promise<CopyReport> {
  checkSweep(sweep);
  checkNonEmptyString('uri', uri);
  checkOptions(options, copyToMlflowChecks);
  const { signal, onWarning, onProgress, credential, fetch, retry, userAgentSuffix } = options;
  const place = parseMlflowUri(uri);
  const experimentName = options.experiment ?? place.experimentName ?? sweep.experiment.name;
  checkNonEmptyString('experiment', experimentName);
  const { createMlflowCopyTarget } = await import('@hyperdrive-run/transport/mlflow-copy');
  const target = createMlflowCopyTarget({
    ...place,
    experimentName,
    credential,
    fetch,
    retry,
    userAgentSuffix,
    onWarning,
  });
  const parts = readWholeSweep(sweep, { signal, onWarning });
  return copySweep(parts, target, { signal, experimentName, onProgress });
}
