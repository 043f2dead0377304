import { type HyperDriveConfig, HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { sweepIds } from '../worlds/sweeps.js';
import type { World } from '../worlds/world.js';
import type { KnownWorld } from './choose-call.js';
import { undisturbedWay } from './undisturbed-way.js';

/** Reads the configs of a world's sweeps, which calls are then made with. */
export async function knowWorld(world: World): Promise<KnownWorld> {
  const experiment = new Workspace(world.open(undisturbedWay(world))).experiment();
  const configs: ReadonlyMap<string, HyperDriveConfig> = new Map(
    await Promise.all(
      Object.values(sweepIds)
        .filter((id) => world.hasSweep(id))
        .map(async (id) => {
          const sweep = await HyperDriveRun.load(experiment, world.idOf(id));
          return [id, sweep.hyperdriveConfig] as const;
        }),
    ),
  );
  return {
    world,
    configOf(fixtureId) {
      const config = configs.get(fixtureId);
      if (config === undefined) throw new Error(`There is no sweep ${fixtureId}.`);
      return config;
    },
  };
}
