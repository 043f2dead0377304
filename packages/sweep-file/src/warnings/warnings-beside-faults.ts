import type { SweepFileProblem, SweepFileWarning } from '../sweep-file-error.js';

/**
 * The warnings that are still true beside the faults of a file: of what is refused, and of what is in it, nothing else is
 * said, as what runs there is not known yet.
 */
export function warningsBesideFaults<W extends Pick<SweepFileWarning, 'file' | 'path'>>(
  warnings: readonly W[],
  problems: readonly SweepFileProblem[],
): readonly W[] {
  return warnings.filter((warning) => !problems.some((problem) => isAtOrBelow(warning, problem)));
}

function isAtOrBelow(warning: Pick<SweepFileWarning, 'file' | 'path'>, { file, path }: SweepFileProblem): boolean {
  if (path === '' || warning.file !== file || !warning.path.startsWith(path)) return false;
  return ['', '.', '['].includes(warning.path.charAt(path.length));
}
