import { describeValue } from '../../errors/describe-value.js';
import { type ConfigViolation, HyperDriveConfigError } from '../../errors/hyperdrive-config-error.js';

/** Says that `got` was found at `path`, where something else is taken. */
export function violation(path: string, got: unknown, takes: string): ConfigViolation {
  return { path, got: describeValue(got), takes };
}

/** @throws HyperDriveConfigError that lists all violations, where there are any */
export function throwIfAny(violations: readonly ConfigViolation[]): void {
  if (violations.length > 0) throw new HyperDriveConfigError(violations);
}

/** The same violations, seen from the object around the one they were found in. */
export function withinPath(path: string, violations: readonly ConfigViolation[]): readonly ConfigViolation[] {
  return violations.map((found) => ({ ...found, path: joinPath(path, found.path) }));
}

/** The path of an entry with a user's own name: `space.lr`, or `space["--lr"]` where the name is no plain word. */
export function entryPath(path: string, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function joinPath(path: string, inner: string): string {
  if (inner === '') return path;
  return inner.startsWith('[') ? path + inner : `${path}.${inner}`;
}
