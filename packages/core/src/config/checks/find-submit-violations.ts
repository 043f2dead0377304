import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { HyperDriveConfig } from '../model/hyperdrive-config.js';

/**
 * Everything that prevents running a config: what is wrong with it, and what the one who would run it does not
 * run. A part that is wrong in itself is reported only once.
 * @param notRun what the target's `findViolations` found
 */
export function findSubmitViolations(
  config: Pick<HyperDriveConfig, 'violations'>,
  notRun: readonly ConfigViolation[],
): readonly ConfigViolation[] {
  const wrong = config.violations;
  const others = notRun.filter(
    ({ path }) => !wrong.some((found) => found.path === path || /^[.[]/.test(remainder(found.path, path))),
  );
  return [...wrong, ...others];
}

/** What follows the beginning of a path; empty where the path begins otherwise. */
function remainder(path: string, beginning: string): string {
  return path.startsWith(beginning) ? path.slice(beginning.length) : '';
}
