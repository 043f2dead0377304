import { inject } from 'vitest';
import { openLocalWorld } from './worlds/local-world.js';
import { openMlflowWorld } from './worlds/mlflow-world.js';
import type { World } from './worlds/world.js';

/** Both services with the sweeps in them; of the real MLflow server, why it is not there. */
export async function openWorlds(): Promise<{
  readonly worlds: readonly World[];
  readonly notRun: string | undefined;
}> {
  const mlflow = inject('mlflow');
  if ('notRun' in mlflow) return { worlds: [await openLocalWorld()], notRun: mlflow.notRun };
  return { worlds: await Promise.all([openLocalWorld(), openMlflowWorld(mlflow.url)]), notRun: undefined };
}
