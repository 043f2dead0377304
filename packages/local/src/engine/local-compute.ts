import type { ConfigViolation, TrialDefinition } from '@hyperdrive-run/core';

/** The one compute of the local service: its machine. */
export const localCompute = 'local';

/** A compute that a trial names and that is not here: under another name than the one asked for nothing is run. */
export function findUnknownCompute({ target }: TrialDefinition): readonly ConfigViolation[] {
  if (target === undefined || target === localCompute) return [];
  const takes = `${localCompute}, the machine of the local service, which has no other compute`;
  return [{ path: 'runConfig.target', got: JSON.stringify(target), takes }];
}
