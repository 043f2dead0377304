import type { ConfigViolation } from '@hyperdrive-run/core';
import type { TrialRunner } from './trial-runner.js';

/**
 * The runner of a definition's `target`. Without one it is the first.
 * @returns `undefined` where none has that name: under another name than the one asked for nothing is run
 */
export function chooseRunner<R extends Pick<TrialRunner, 'name'>>(
  runners: readonly R[],
  target: string | undefined,
): R | undefined {
  return target === undefined ? runners[0] : runners.find(({ name }) => name === target);
}

/** What a config whose target no runner has is refused with. */
export function unknownTarget(
  runners: readonly Pick<TrialRunner, 'name' | 'description'>[],
  target: string | undefined,
): ConfigViolation {
  const computes = runners.map(({ name, description }) => `${name}, ${description}`).join('; or ');
  const only = runners.length === 1 ? ', which has no other compute' : '';
  return { path: 'runConfig.target', got: JSON.stringify(target ?? null), takes: `${computes}${only}` };
}
