// Runs in a worker: how much hyperparameters matter is a forest of trees, which takes seconds for thousands of trials.

import type { ImportanceSample } from '@hyperdrive-run/charts';
import { hyperparameterImportance } from '@hyperdrive-run/core/importance';

addEventListener('message', ({ data: { trials, parameterSpace } }: MessageEvent<ImportanceSample>) => {
  postMessage(hyperparameterImportance(trials, { parameterSpace }));
});
