import { BackendError } from '@hyperdrive-run/core';
import { type ClusterNodes, nodesFormat, parseNodes } from './cluster-nodes.js';
import { explainFailure } from './explain-failure.js';
import { type ProgramResult, runProgram } from './run-program.js';
import { type BatchJob, sbatchArguments } from './sbatch-arguments.js';
import { parseQueue, queueFormat, type SlurmJob } from './squeue-output.js';
import { isPassingFailure, reasonOf } from './submit-failure.js';

/**
 * What came of a submission.
 * - `unknown`: the answer was lost, or the controller is out of reach: the job may be in the queue
 */
export type Submission =
  | { readonly kind: 'submitted'; readonly jobId: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** SLURM's commands, as far as trials need them. Each waits for the controller no longer than `timeoutMs`. */
export interface SlurmCommands {
  /** Hands a job over. Never rejects. */
  submit(job: BatchJob): Promise<Submission>;
  /** The jobs of this user, those that ended in the last minutes too. @throws BackendError where the controller is out of reach */
  listJobs(): Promise<readonly SlurmJob[]>;
  /** What SLURM keeps of a job, by field; `undefined` once it has forgotten it. @throws BackendError */
  describeJob(jobId: string): Promise<ReadonlyMap<string, string> | undefined>;
  /** Such as `slurm-wlm 22.05.8`. Asks nobody but the command. @throws BackendError where there is none */
  version(): Promise<string>;
  /** What the nodes of a partition have; of all partitions without one. @throws BackendError */
  listNodes(partition: string | undefined): Promise<ClusterNodes>;
  /** Ends all jobs of a name, also those that wait. @throws BackendError where the controller is out of reach */
  cancelJobs(name: string): Promise<void>;
}

export interface SlurmCommandsOptions {
  /** What the commands and the jobs inherit; by default the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** How long one command may take, in milliseconds. Default: 20 s; they keep trying for longer by themselves. */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 20_000;

/** The commands of the SLURM that this machine belongs to. */
export function createSlurmCommands(options: SlurmCommandsOptions = {}): SlurmCommands {
  const program = { timeoutMs: options.timeoutMs ?? defaultTimeoutMs, environment: options.environment };
  const run = (name: string, args: readonly string[]): Promise<ProgramResult> => runProgram(name, args, program);
  return {
    async submit(job) {
      const result = await run('sbatch', sbatchArguments(job));
      // With several clusters the id's cluster comes after it.
      const jobId = /^(\d+)(?:;|\s*$)/m.exec(result.stdout)?.[1];
      if (result.code === 0 && jobId !== undefined) return { kind: 'submitted', jobId };
      const reason = result.failure ?? reasonOf(result.stderr);
      const mayPass = result.code === undefined || result.code === 0 || isPassingFailure(result.stderr);
      return { kind: mayPass && result.isMissing !== true ? 'unknown' : 'refused', reason };
    },
    async listJobs() {
      const args = ['-h', '-t', 'all', '--me', '-o', queueFormat];
      const { code, stdout, ...rest } = await run('squeue', args);
      if (code === 0) return parseQueue(stdout);
      throw outOfReach('squeue', rest);
    },
    async describeJob(jobId) {
      const { code, stdout, ...rest } = await run('scontrol', ['--oneliner', 'show', 'job', jobId]);
      if (code === 0) return fieldsOf(stdout);
      if (/invalid job id/i.test(rest.stderr)) return undefined;
      throw outOfReach('scontrol', rest);
    },
    async version() {
      const { code, stdout, ...rest } = await run('sinfo', ['--version']);
      if (code === 0) return stdout.trim();
      throw outOfReach('sinfo', rest);
    },
    async listNodes(partition) {
      const ofPartition = partition === undefined ? [] : [`--partition=${partition}`];
      const { code, stdout, ...rest } = await run('sinfo', ['-h', '-N', ...ofPartition, '-O', nodesFormat]);
      if (code === 0) return parseNodes(stdout);
      throw outOfReach('sinfo', rest);
    },
    async cancelJobs(name) {
      const { code, ...rest } = await run('scancel', ['--me', `--name=${name}`]);
      if (code !== 0) throw outOfReach('scancel', rest);
    },
  };
}

/** `Name=value` and so on, apart by blanks; a value that contains a blank is cut there. */
function fieldsOf(line: string): ReadonlyMap<string, string> {
  return new Map(Array.from(line.matchAll(/(?:^|\s)([A-Za-z]+)=(\S*)/g), ([, name = '', value = '']) => [name, value]));
}

function outOfReach(command: string, { stderr, failure }: Omit<ProgramResult, 'code' | 'stdout'>): BackendError {
  return new BackendError({
    code: 'connection-failed',
    message: explainFailure(command, failure ?? reasonOf(stderr)),
    hint: 'Look whether this machine can submit to the cluster: `sinfo`.',
  });
}
