import type { SweepTarget } from '@hyperdrive-run/core/ports';
import type { IgnoredKey } from '../reader/file-reader.js';
import type { SweepFileWarning } from '../sweep-file-error.js';

/** One warning a file for all keys that change nothing on the target, with the place of each and the reason. */
export function warnOfIgnored(
  ignored: readonly IgnoredKey[],
  { withoutEffect, takesJobs }: SweepTarget,
): readonly SweepFileWarning[] {
  // What no config has a field for, a job has.
  const shown = takesJobs === true ? ignored.filter(({ key }) => withoutEffect.reasons.has(key)) : ignored;
  const files = [...new Set(shown.map(({ file }) => file))];
  return files.flatMap((file): SweepFileWarning[] => {
    const keys = shown.filter((one) => one.file === file).toSorted((a, b) => a.line - b.line || a.column - b.column);
    const [first, ...others] = keys.map(
      (one): ReasonedKey => ({ ...one, reason: withoutEffect.reasons.get(one.key) ?? 'a config has no field for it' }),
    );
    if (first === undefined) return [];
    const { line, column, override, option, path, reason } = first;
    const message = `${withoutEffect.says}: ${reason}${describeOthers(first, others)}`;
    return [{ line, column, file, override, option, path, message }];
  });
}

interface ReasonedKey extends IgnoredKey {
  readonly reason: string;
}

/** The keys of the first one's reason come first, as it is said already. */
function describeOthers(first: ReasonedKey, others: readonly ReasonedKey[]): string {
  const groups = [...new Set([first, ...others].map(({ reason }) => reason))].flatMap((reason) => {
    const shown = others.filter((one) => one.reason === reason).map(showWithPlace);
    if (shown.length === 0) return [];
    return [reason === first.reason ? shown.join(', ') : `${shown.join(', ')}: ${reason}`];
  });
  return groups.length === 0 ? '' : `. The same holds for ${groups.join('; ')}`;
}

function showWithPlace({ path, line, override, option }: IgnoredKey): string {
  return `${path} (${override === undefined ? `line ${line}` : (option ?? `--set ${override}`)})`;
}
