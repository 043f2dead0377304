import { statSync } from 'node:fs';
import {
  type ConfigViolation,
  type HyperDriveConfig,
  type HyperparameterSampling,
  isJsonArray,
  isJsonObject,
  type JsonValue,
  type TrialDefinition,
} from '@hyperdrive-run/core';
import { createDraw } from './sampling/draw-value.js';

/**
 * What this engine does not run of a config that is right in itself: nothing of it is ever ignored.
 * Paths are those of `HyperDriveConfig`.
 */
export function findUnrunnable(config: HyperDriveConfig): readonly ConfigViolation[] {
  return [
    ...findUnrunnableSampling(config.hyperparameterSampling),
    ...(config.policy.kind === 'none' || config.policy.kind === 'unknown'
      ? []
      : [
          {
            path: 'policy',
            got: config.policy.name,
            takes: 'no early termination: the local service does not stop trials early yet',
          },
        ]),
    ...(config.resumeFrom.length > 0 ? [notYet('resumeFrom', `${config.resumeFrom.length} sweeps`)] : []),
    ...(config.resumeChildRuns.length > 0 ? [notYet('resumeChildRuns', `${config.resumeChildRuns.length} runs`)] : []),
    ...(config.runConfig === undefined ? [findMissingCommand(config)] : findMissingFiles(config.runConfig)),
  ];
}

function notYet(path: string, got: string): ConfigViolation {
  return { path, got, takes: 'none: the local service does not carry on earlier sweeps yet' };
}

function findUnrunnableSampling(sampling: HyperparameterSampling): readonly ConfigViolation[] {
  const path = 'hyperparameterSampling';
  if (sampling.kind === 'unknown') return [];
  if (sampling.kind === 'bayesian') {
    const takes = 'random or grid sampling: the local service has no Bayesian sampling yet';
    return [{ path, got: sampling.name, takes }];
  }
  const violations: ConfigViolation[] = [];
  if (sampling.kind === 'random' && sampling.rule === 'sobol') {
    const takes = "'random': the local service has no Sobol sequences yet";
    violations.push({ path: `${path}.rule`, got: "'sobol'", takes });
  }
  for (const [name, expression] of sampling.parameterSpace) {
    const at = entryPath(`${path}.parameterSpace`, name);
    if (expression.kind === 'choice' && expression.values.some(holdsNul)) {
      violations.push({ path: at, got: 'text with a NUL character', takes: 'what a command line can hold' });
    } else if (expression.kind !== 'unknown' && createDraw(expression) === undefined) {
      violations.push({ path: at, got: `${expression.kind} without any multiple of q`, takes: 'bounds that hold one' });
    }
  }
  return violations;
}

function holdsNul(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (isJsonArray(value)) return value.some(holdsNul);
  return isJsonObject(value) && [...value].some(([key, item]) => key.includes('\0') || holdsNul(item));
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

/** The path of an entry with a user's own name, as the config itself writes it. */
function entryPath(path: string, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  return status.isDirectory() ? 'folder' : 'file';
}
