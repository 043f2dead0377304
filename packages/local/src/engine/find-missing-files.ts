import { statSync } from 'node:fs';
import type { ConfigViolation, TrialAssetType, TrialDefinition } from '@hyperdrive-run/core';
import { entryPath } from './entry-path.js';

/** The folders and files that a trial needs and that are not there, or are of another kind. Paths are those of a config. */
export function findMissingFiles(trial: TrialDefinition): readonly ConfigViolation[] {
  const violations: ConfigViolation[] = [];
  if (trial.code !== undefined && kindOf(trial.code) !== 'folder') {
    violations.push({ path: 'runConfig.code', got: trial.code, takes: 'a folder that exists on this machine' });
  }
  for (const [name, input] of trial.inputs ?? []) {
    if (input.type === 'literal' || input.type === 'unknown') continue;
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

function kindsOf(type: TrialAssetType): readonly ('file' | 'folder')[] {
  if (type === 'uri_file') return ['file'];
  return type === 'custom_model' ? ['file', 'folder'] : ['folder'];
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  return status.isDirectory() ? 'folder' : 'file';
}
