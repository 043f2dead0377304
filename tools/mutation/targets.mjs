// What `npm run mutation` changes, and the share of the changes that the tests must notice.

/**
 * @typedef {object} Target
 * @property {string} folder The `src` of a package, or a folder below it, from the root.
 * @property {number} break The least score in percent: below it the command fails.
 * @property {Readonly<Record<string, readonly string[]>>} [pieces] Files of each piece, from `folder`. Without them every folder
 *   is a piece, and so are the folders of one that has no file of its own.
 * @property {readonly string[]} tests The tests that judge, as globs from `folder`.
 * @property {readonly string[]} [judgedByOwnTests] Pieces that only the tests in their own folder judge: what nearly every test
 *   uses would be asked of all of them for each change. A score can only be lower by it.
 */

/** @type {Readonly<Record<string, Target>>} */
export const targets = {
  core: { folder: 'packages/core/src', break: 92, tests: ['**/*.test.ts'], judgedByOwnTests: ['json'] },
  'sweep-file': { folder: 'packages/sweep-file/src', break: 85, tests: ['**/*.test.ts'] },
  // What decides without a store, a process or a network: states, queues, verdicts, and what is read and written as text.
  engine: {
    folder: 'packages/local/src/engine',
    break: 85,
    pieces: {
      sweep: ['sweep/sweep-lifecycle.ts', 'sweep/trial-queue.ts', 'sweep/next-trial.ts', 'sweep/sweep-outcome.ts'],
      trial: ['trial/render-command.ts', 'trial/placeholder-text.ts', 'trial/shell-quote.ts', 'trial/trial-verdict.ts'],
      launches: ['runners/launches/judge-launch.ts', 'runners/proven-ways.ts'],
      computes: [
        'runners/computes/read-compute.ts',
        'runners/computes/read-computes.ts',
        'runners/computes/resources-of.ts',
      ],
      ray: ['runners/ray/cluster/slot-queue.ts', 'runners/ray/cluster/node-capacity.ts'],
      slurm: [
        'runners/slurm/commands/job-state.ts',
        'runners/slurm/commands/sbatch-arguments.ts',
        'runners/slurm/commands/squeue-output.ts',
        'runners/slurm/commands/submit-failure.ts',
      ],
      metrics: ['best-child/metric-number.ts', 'best-child/throttle.ts', 'policies/read-logged-values.ts'],
      time: ['time/long-timer.ts'],
    },
    // Those that start processes and services would be asked about every change, each for seconds.
    tests: [
      'sweep/{sweep-lifecycle,trial-queue,next-trial,sweep-outcome}.test.ts',
      'trial/{render-command,placeholder-text,trial-verdict}.test.ts',
      '{best-child,time}/{throttle,metric-number,best-child-tracker,long-timer}.test.ts',
      'policies/enforce-policy.test.ts',
      'runners/proven-ways.test.ts',
      'runners/computes/{read-computes,resources-of,compute-registry}.test.ts',
      'runners/launches/judge-launch.test.ts',
      'runners/{ray/cluster,slurm/commands}/*.test.ts',
    ],
  },
};
