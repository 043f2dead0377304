import type { LocalFiles, SweepJob } from '@hyperdrive-run/core/ports';
import { memoryTree, nodeHash } from './memory-tree.js';

/** Where the job is submitted. */
export const jobScope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: undefined };

/** The files of the job: one of code. */
export const jobFiles: LocalFiles = {
  list: async () => memoryTree('src', new Map([['train.py', 'print(1)\n']])),
  createHash: nodeHash,
};

/** A job with code and the latest version of an environment. */
export const jobToSubmit: SweepJob = {
  name: 'sweep_1',
  experimentName: 'garden',
  tags: new Map(),
  properties: new Map(),
  trial: {
    command: 'python train.py',
    code: { kind: 'local', path: '/src' },
    environment: { kind: 'latest', name: 'greenhouse' },
    environmentVariables: new Map(),
  },
  inputs: new Map(),
  outputs: new Map(),
  searchSpace: new Map([['lr', ['uniform', [0n, 1]]]]),
  objective: { goal: 'minimize', primaryMetric: 'loss' },
  limits: { maxTotalTrials: 4n },
};
