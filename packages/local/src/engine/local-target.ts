import { availableParallelism } from 'node:os';
import type { SweepTarget } from '@hyperdrive-run/core';
import { findUnrunnable } from './find-unrunnable.js';

/** The local service on this machine, as the target of a sweep that is described: for `parseSweepFile`. */
export const localTarget: SweepTarget = {
  name: 'the local service',
  /** As many as this machine has cores. */
  get trialsAtOnce(): number {
    return availableParallelism();
  },
  findViolations: findUnrunnable,
};
