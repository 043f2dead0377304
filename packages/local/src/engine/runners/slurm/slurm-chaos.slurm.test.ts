import { afterEach, expect, it } from 'vitest';
import { type ChaosPart, expectUnharmed } from '../__fixtures__/chaos/expect-unharmed.js';
import { processesWith } from '../__fixtures__/processes-with.js';
import { signalProcess } from '../process/processes/process-group.js';
import {
  endController,
  endNode,
  processesNamed,
  restoreCluster,
  slurm,
  startController,
  startNode,
} from './__fixtures__/cluster-control.js';

afterEach(restoreCluster);

const ofController: ChaosPart = {
  name: 'controller',
  async kill() {
    await endController('SIGKILL');
    return startController;
  },
};

/** Its daemon alone dies, and jobs run on, or all that runs on it: a power failure. */
const ofNode: ChaosPart = {
  name: 'node',
  async kill(random) {
    await endNode();
    if (random.uniform() < 0.5) return startNode;
    // What would say how the scripts ended goes first.
    for (const id of [...(await processesNamed('slurmstepd')), ...processesWith('\0SLURM_JOB_ID=')])
      signalProcess(id, 'SIGKILL');
    await slurm('scontrol', 'update', 'NodeName=localhost', 'State=DOWN', 'Reason=power');
    return startNode;
  },
};

it('no kill of the service, the controller or the node runs a trial twice, loses what was acknowledged or leaves anything running', async () => {
  const kills = await expectUnharmed({
    uri: 'slurm:',
    parts: [ofController, ofNode],
    turns: ['service', 'controller', 'node'],
    activeJobs: async () => (await slurm('squeue', '-h', '--me', '-o', '%i')).split('\n').filter((id) => id !== ''),
  });
  expect(kills).toBeGreaterThanOrEqual(4);
}, 3_000_000);
