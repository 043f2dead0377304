import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../../storage/files/disk-run-files.js';
import { type TrialFolders, trialFolders } from '../../process/folders/trial-folders.js';
import type { TrialJob, TrialRunner } from '../../trial-runner.js';
import { createSlurmTrialRunner, type SlurmRunnerOptions } from '../slurm-runner.js';
import { spoolAddress } from '../spool/spool-address.js';
import { testPace } from './slurm-pace.js';

/** A place for jobs on the cluster of these tests. */
export interface SlurmPlace {
  readonly folder: string;
  createRunner(options?: Partial<SlurmRunnerOptions>): TrialRunner;
  /** A job with a command of its own. It makes a mark when it begins. */
  createJob(command: string): TrialJob;
  /** How often commands of this place have run. */
  readonly countMarks: () => number;
  foldersOf(job: TrialJob): TrialFolders;
}

export async function openSlurmPlace(): Promise<SlurmPlace> {
  const folder = await temporaryFolder();
  const files = createRunFiles(folder);
  const marks = join(folder, 'marks');
  const snapshot = { folder: join(folder, 'code'), codePath: '' };
  mkdirSync(snapshot.folder);
  let jobs = 0;
  return {
    folder,
    createRunner: (options = {}) =>
      createSlurmTrialRunner({
        name: 'hall',
        description: 'a cluster of a test',
        findUnrunnable: () => [],
        files,
        resources: {},
        setup: [],
        callService: async () => ({ status: 200, text: '{}' }),
        ...testPace,
        ...options,
      }),
    createJob(command) {
      jobs += 1;
      return {
        scope: garden,
        runId: `trial_${jobs}`,
        point: new Map(),
        definition: { command: `printf x >> '${marks}'; ${command}` },
        snapshot,
        token: { token: 'secret', expiryTime: new Date(0) },
        serviceAddress: spoolAddress,
        experimentId: 'experiment',
        workspaceId: 'workspace',
      };
    },
    countMarks: () => (existsSync(marks) ? readFileSync(marks, 'utf8').length : 0),
    foldersOf: (job) => trialFolders(files, job),
  };
}
