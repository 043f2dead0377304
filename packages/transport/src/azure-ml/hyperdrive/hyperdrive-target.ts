import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';
import { isAssetReference, type TrialDefinition } from '@hyperdrive-run/core/trial';

const notCarried = 'the protocol by which a sweep is submitted from here does not carry it';

/** Keys without a field in a config; `compute` and `environment` have one. */
const notSubmitted: readonly PlacementKey[] = [
  'identity',
  'queue_settings',
  'distribution',
  'resources',
  'services',
  'job_tier',
  'priority',
  'inputs.mode',
  'outputs.path',
  'outputs.name',
];

/**
 * Azure ML's hyperdrive service, as the target that a sweep file is read for. Code and data have to be there already:
 * nothing is uploaded.
 */
export const hyperdriveTarget: SweepTarget = {
  name: "Azure ML's hyperdrive service",
  withoutEffect: {
    says: 'is not submitted',
    reasons: new Map(notSubmitted.map((key): [PlacementKey, string] => [key, notCarried])),
  },
  hasCompute: (name) => name !== 'local',
  findViolations: ({ runConfig }: HyperDriveConfig) => (runConfig === undefined ? [] : findUnrunnable(runConfig)),
};

function findUnrunnable({ code, inputs, environment, target }: TrialDefinition): readonly ConfigViolation[] {
  const violations: ConfigViolation[] = [];
  if (code !== undefined && !isAssetReference(code)) {
    const takes =
      'no folder of this machine: code is not uploaded yet. Leave it out and take the code from the environment';
    violations.push({ path: 'runConfig.code', got: code, takes });
  }
  for (const [name, input] of inputs ?? []) {
    if (input.type === 'literal' || input.type === 'unknown' || isAssetReference(input.path)) continue;
    const takes =
      'data that the workspace has, as in azureml:NAME:VERSION, or an address, as in https://HOST/PATH: nothing is uploaded';
    violations.push({ path: `runConfig.inputs[${JSON.stringify(name)}].path`, got: input.path, takes });
  }
  if (environment === undefined) {
    const takes = 'an environment of the workspace, as in azureml:NAME:VERSION';
    violations.push({ path: 'runConfig.environment', got: 'missing', takes });
  }
  if (target === 'local') {
    const takes = 'a compute of the workspace, as in azureml:NAME: sweeps do not run on local there';
    violations.push({ path: 'runConfig.target', got: target, takes });
  }
  return violations;
}
