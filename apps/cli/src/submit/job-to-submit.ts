import type { JobToSubmit } from '@hyperdrive-run/sdk';
import { createLocalFiles, gitProperties } from '@hyperdrive-run/sweep-file';
import { type CliError, usageError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import type { ReadSweepFile } from './read-sweep-file.js';

/**
 * The job of a sweep file with its files, and with the commit that it is submitted from. What the file says of a commit is left as
 * it is.
 * @throws CliError where the file was read for a service that takes no jobs
 */
export function jobToSubmit({ io }: CommandContext, { sweep }: ReadSweepFile): JobToSubmit {
  const { job, config } = sweep;
  if (job === undefined) throw dryRunElsewhere();
  const git = gitProperties({ folder: io.cwd, env: io.env });
  const isSaid = [...git.keys()].some((name) => job.properties.has(name));
  const properties = isSaid ? job.properties : new Map([...job.properties, ...git]);
  return { config, job: { ...job, properties }, files: createLocalFiles() };
}

/** What `--dry-run` is refused with where no requests are planned. */
export function dryRunElsewhere(): CliError {
  return usageError(
    '--dry-run is for Azure ML.',
    'Name a workspace with --backend azureml://…, or look with validate.',
  );
}
