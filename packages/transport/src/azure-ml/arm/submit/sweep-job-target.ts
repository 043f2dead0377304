import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';

/**
 * Azure ML as the target that a sweep file is read for: its v2 jobs, which are submitted whole. Code and data of this machine are
 * uploaded, so nothing of the file is refused for being here.
 */
export const sweepJobTarget: SweepTarget = {
  name: 'Azure ML',
  takesJobs: true,
  withoutEffect: {
    says: 'is not submitted',
    reasons: new Map<PlacementKey, string>([['services', 'sweeps have none']]),
  },
  hasCompute: (name) => name.toLowerCase() !== 'local',
  findViolations: () => [],
};
