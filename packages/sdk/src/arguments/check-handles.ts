import { InvalidArgumentError } from '@hyperdrive-run/core';

// What the sdk's own objects are recognized by. Not by their class: there may be two copies of a package.

/** @throws InvalidArgumentError for what is no backend */
export function checkBackend(backend: unknown): void {
  if (hasMethods(backend, ['getRun', 'listChildRuns', 'getMetrics', 'withScope'])) return;
  throw new InvalidArgumentError({
    option: 'backend',
    got: backend,
    takes: 'a SweepBackend',
    hint: 'connect(uri) makes a workspace for an address; pass a backend of your own only.',
  });
}

/** @throws InvalidArgumentError for what is no experiment */
export function checkExperiment(experiment: unknown): void {
  if (isExperiment(experiment)) return;
  throw new InvalidArgumentError({
    option: 'experiment',
    got: experiment,
    takes: 'an Experiment',
    hint: "Get one from a workspace: connect(uri).experiment('name').",
  });
}

/** @throws InvalidArgumentError for what is no sweep */
export function checkSweep(sweep: unknown): void {
  if (typeof sweep === 'object' && sweep !== null && 'hyperdriveConfig' in sweep && 'experiment' in sweep) {
    if (isExperiment(sweep.experiment)) return;
  }
  throw new InvalidArgumentError({
    option: 'sweep',
    got: sweep,
    takes: 'a HyperDriveRun',
    hint: 'Open the sweep by its id: await HyperDriveRun.load(experiment, runId).',
  });
}

/** @throws InvalidArgumentError for what is no config */
export function checkConfig(option: 'config' | 'hyperdriveConfig', config: unknown): void {
  if (typeof config === 'object' && config !== null && 'primaryMetric' in config && 'resumeFrom' in config) return;
  const hint =
    option === 'config'
      ? 'Make one with new HyperDriveConfig({ ... }).'
      : 'Open a sweep by its id with await HyperDriveRun.load(experiment, runId), which reads its config.';
  throw new InvalidArgumentError({ option, got: config, takes: 'a HyperDriveConfig', hint });
}

function isExperiment(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('backend' in value) || !('name' in value)) return false;
  return typeof value.name === 'string' && hasMethods(value.backend, ['getRun', 'getMetrics']);
}

function hasMethods(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}
