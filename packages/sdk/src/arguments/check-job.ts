import { InvalidArgumentError } from '@hyperdrive-run/core';

/** @throws InvalidArgumentError for what is no job of a sweep file */
export function checkJob(job: unknown): void {
  if (isObject(job) && isObject(Reflect.get(job, 'trial')) && Reflect.get(job, 'inputs') instanceof Map) return;
  throw new InvalidArgumentError({
    option: 'job',
    got: job,
    takes: 'a SweepJob',
    hint: "parseSweepFile of '@hyperdrive-run/sweep-file' reads one, for a target that takes jobs: sweepTargetOf(uri).",
  });
}

/** @throws InvalidArgumentError for what reads no files */
export function checkLocalFiles(files: unknown): void {
  const isFiles =
    isObject(files) && ['list', 'createHash'].every((name) => typeof Reflect.get(files, name) === 'function');
  if (isFiles) return;
  throw new InvalidArgumentError({
    option: 'files',
    got: files,
    takes: 'a LocalFiles',
    hint: "createLocalFiles() of '@hyperdrive-run/sweep-file' has those of this machine.",
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
