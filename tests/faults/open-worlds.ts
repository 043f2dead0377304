import { inject } from 'vitest';
import { openLocalWorld } from './worlds/local-world.js';
import { openMlflowWorld } from './worlds/mlflow-world.js';
import type { World } from './worlds/world.js';

/** All services with the sweeps in them, the local one once for each way to read many runs; of the real MLflow server, why it is not there. */
export async function openWorlds(): Promise<{
  readonly worlds: readonly World[];
  readonly notRun: string | undefined;
}> {
  const mlflow = inject('mlflow');
  if ('notRun' in mlflow) return { worlds: await openLocalWorlds(), notRun: mlflow.notRun };
  return { worlds: [...(await openLocalWorlds()), await openMlflowWorld(mlflow.url)], notRun: undefined };
}

function openLocalWorlds(): Promise<World[]> {
  return Promise.all([openLocalWorld(), openLocalWorld('metrics:query')]);
}
