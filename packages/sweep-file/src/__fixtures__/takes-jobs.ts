import type { SweepTarget } from '@hyperdrive-run/core/ports';

/** A target that takes whatever Azure ML takes, and looks nothing up. */
export const takesJobs: SweepTarget = {
  name: 'Azure ML',
  takesJobs: true,
  withoutEffect: { says: 'is not submitted', reasons: new Map() },
  hasCompute: () => true,
  findViolations: () => [],
};
