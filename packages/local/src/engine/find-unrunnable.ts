import { statSync } from 'node:fs';
import type { ConfigViolation, HyperDriveConfig, TrialDefinition } from '@hyperdrive-run/core';
import { entryPath } from './entry-path.js';
import { findUnsamplable } from './sampling/find-unsamplable.js';

/**
 * What this engine does not run of a config that is right in itself: nothing of it is ever ignored.
 * Paths are those of `HyperDriveConfig`.
 */
export function findUnrunnable(config: HyperDriveConfig): readonly ConfigViolation[] {
  return [
    ...findUnsamplable(config.hyperparameterSampling),
    ...(config.resumeFrom.length > 0 ? [notYet('resumeFrom', `${config.resumeFrom.length} sweeps`)] : []),
    ...(config.resumeChildRuns.length > 0 ? [notYet('resumeChildRuns', `${config.resumeChildRuns.length} runs`)] : []),
    ...(config.runConfig === undefined ? [findMissingCommand(config)] : findMissingFiles(config.runConfig)),
  ];
}

function notYet(path: string, got: string): ConfigViolation {
  return { path, got, takes: 'none: the local service does not carry on earlier sweeps yet' };
}

function findMissingCommand({ platformConfig }: HyperDriveConfig): ConfigViolation {
  const got = platformConfig?.has('Definition') === true ? 'a run definition without a command' : 'missing';
  return { path: 'runConfig.command', got, takes: 'a command line: the local service runs no script definitions' };
}

function findMissingFiles(trial: TrialDefinition): readonly ConfigViolation[] {
  const violations: ConfigViolation[] = [];
  if (trial.code !== undefined && kindOf(trial.code) !== 'folder') {
    violations.push({ path: 'runConfig.code', got: trial.code, takes: 'a folder that exists on this machine' });
  }
  for (const [name, input] of trial.inputs ?? []) {
    if (input.type !== 'uri_file' && input.type !== 'uri_folder') continue;
    const takes = input.type === 'uri_file' ? 'file' : 'folder';
    if (kindOf(input.path) === takes) continue;
    const at = `${entryPath('runConfig.inputs', name)}.path`;
    violations.push({ path: at, got: input.path, takes: `the path of a ${takes} that exists on this machine` });
  }
  return violations;
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  return status.isDirectory() ? 'folder' : 'file';
}
