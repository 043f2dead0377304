import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { StoredExperiment } from '../../../storage/experiments/experiment-store.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';

/** An experiment as MLflow's clients read it. It has no time of its last change: that of its creation is reported. */
export function experimentToMlflow({ scope, createdTime, tags }: StoredExperiment): WireRecord {
  const id = experimentIdOf(scope);
  return {
    experiment_id: id,
    name: scope.experimentName,
    artifact_location: `mlflow-artifacts:/${id}`,
    lifecycle_stage: 'active',
    creation_time: createdTime.getTime(),
    last_update_time: createdTime.getTime(),
    tags: [...tags].map(([key, value]) => ({ key, value })),
  };
}
