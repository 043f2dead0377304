import { BackendError, type Hyperparameters } from '@hyperdrive-run/core';
import { fitsSearchSpace, type HyperDriveConfig, type SearchSpace } from '@hyperdrive-run/core/config';

/**
 * What says whether hyperparameters are of a sweep's search space: a look at each value where the config is at hand, and
 * its search space so known to the compiler. A config that is read from the run promises nothing: there all are.
 */
export function spaceCheckOf<Space extends SearchSpace>(
  config: HyperDriveConfig<Space> | (() => HyperDriveConfig<Space>),
): (values: Hyperparameters) => boolean {
  return (values) => typeof config === 'function' || fitsSearchSpace(config.hyperparameterSampling, values);
}

/**
 * The hyperparameters of children, typed by the search space.
 * @throws BackendError with code `unexpected-answer` where those of some child are of another one
 */
export function typedHyperparameters<Values extends Hyperparameters>(
  found: ReadonlyMap<string, { readonly values: Hyperparameters }>,
  isOfSpace: (values: Hyperparameters) => values is Values,
): Map<string, Values> {
  const typed = new Map<string, Values>();
  for (const [runId, { values }] of found) {
    if (!isOfSpace(values)) throw ofAnotherSpace(runId);
    typed.set(runId, values);
  }
  return typed;
}

function ofAnotherSpace(runId: string): BackendError {
  return new BackendError({
    code: 'unexpected-answer',
    message: `The hyperparameters of run ${JSON.stringify(runId)} are not of the search space that the sweep was opened with.`,
    hint: 'Open the sweep by its id with HyperDriveRun.load: then they are returned as they are.',
    runId,
  });
}
