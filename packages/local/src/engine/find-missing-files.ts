import { statSync } from 'node:fs';
import type { ConfigViolation } from '@hyperdrive-run/core';
import { entryPath } from '@hyperdrive-run/core/internal-config';
import { isAssetReference, type TrialAssetType, type TrialDefinition } from '@hyperdrive-run/core/trial';

/**
 * The folders and files that a trial needs and that do not exist on this machine, or are of another kind. Paths are those of
 * a config.
 */
export function findMissingFiles(trial: TrialDefinition): readonly ConfigViolation[] {
  const violations: ConfigViolation[] = [];
  if (trial.code !== undefined && isAssetReference(trial.code)) {
    violations.push(notDownloaded('runConfig.code', trial.code));
  } else if (trial.code !== undefined && kindOf(trial.code) === undefined) {
    violations.push({
      path: 'runConfig.code',
      got: trial.code,
      takes: 'a folder or a file that exists on this machine',
    });
  }
  for (const [name, input] of trial.inputs ?? []) {
    if (input.type === 'literal' || input.type === 'unknown') continue;
    if (isAssetReference(input.path)) {
      violations.push(notDownloaded(`${entryPath('runConfig.inputs', name)}.path`, input.path));
      continue;
    }
    const kind = kindOf(input.path);
    const takes = kindsOf(input.type);
    if (kind !== undefined && takes.includes(kind)) continue;
    violations.push({
      path: `${entryPath('runConfig.inputs', name)}.path`,
      got: kind === undefined ? input.path : `${input.path}, a ${kind}`,
      takes: `the path of a ${takes.join(' or ')} that exists on this machine`,
    });
  }
  return violations;
}

function notDownloaded(path: string, reference: string): ConfigViolation {
  return { path, got: JSON.stringify(reference), takes: 'a path on this machine, as nothing is downloaded' };
}

function kindsOf(type: TrialAssetType): readonly ('file' | 'folder')[] {
  if (type === 'uri_file') return ['file'];
  return type === 'custom_model' ? ['file', 'folder'] : ['folder'];
}

/** `undefined` for whatever cannot be looked at: missing, too long a name, a NUL in it, a folder that is closed. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}
