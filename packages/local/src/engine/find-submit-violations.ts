import type { ConfigViolation, HyperDriveConfig } from '@hyperdrive-run/core';
import { findUnrunnable } from './find-unrunnable.js';

/**
 * Everything that stands in the way of running a config here: what is wrong with it, and what this engine does not run.
 * Of a part that is wrong in itself it is not said too that it is not run.
 */
export function findSubmitViolations(config: HyperDriveConfig): readonly ConfigViolation[] {
  const wrong = config.violations;
  const unrunnable = findUnrunnable(config).filter(
    ({ path }) => !wrong.some((found) => found.path === path || /^[.[]/.test(remainder(found.path, path))),
  );
  return [...wrong, ...unrunnable];
}

/** What of a path follows its beginning; empty where it begins otherwise. */
function remainder(path: string, beginning: string): string {
  return path.startsWith(beginning) ? path.slice(beginning.length) : '';
}
