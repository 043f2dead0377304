import { expect, inject, it, onTestFinished } from 'vitest';
import { type RayHead, type RayNode, startRayHead } from '../../../../../../tests/ray/cluster/ray-cluster.mjs';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { type ChaosPart, expectUnharmed } from '../__fixtures__/chaos/expect-unharmed.js';
import { createRayClient } from './client/ray-client.js';

takeTurns('a head of its own');

it('no kill of the service, the head or a node runs a trial twice, loses what was acknowledged or leaves anything running', async () => {
  const start = (): Promise<RayHead> => startRayHead({ ray: inject('ray').program, portBase: 8800, cpus: 2 });
  const heads: RayHead[] = [await start()];
  // Their files are removed last: jobs of an older head run on in them.
  onTestFinished(async () => {
    for (const each of heads) await each.stop();
  });
  const head = (): RayHead => {
    const last = heads.at(-1);
    if (last === undefined) throw new Error('There is no head.');
    return last;
  };
  const { address } = head();
  let node: RayNode = await head().addNode({ cpus: 2 });

  const ofNode: ChaosPart = {
    name: 'node',
    async kill(random) {
      if (random.uniform() < 0.5) node.powerOff();
      else node.killRay();
      return async () => {
        // A new node is not registered while the head takes the old one for alive.
        const countNodes = async (): Promise<number> => (await createRayClient({ address }).nodes()).length;
        await expect.poll(countNodes, { timeout: 600_000, interval: 1000 }).toBe(1);
        node = await head().addNode({ cpus: 2 });
      };
    },
  };
  const ofHead: ChaosPart = {
    name: 'head',
    async kill() {
      await head().kill();
      // What the nodes of a lost head do by themselves after a minute.
      node.killRay();
      return async () => {
        heads.push(await start());
        node = await head().addNode({ cpus: 2 });
      };
    },
  };
  const kills = await expectUnharmed({
    uri: `ray+${address}`,
    parts: [ofNode, ofHead],
    turns: ['service', 'node', 'head', 'service', 'node'],
    async activeJobs() {
      const jobs = await createRayClient({ address }).jobs();
      return [...jobs.values()]
        .filter(({ status }) => status === 'PENDING' || status === 'RUNNING')
        .map(({ id }) => id);
    },
  });
  expect([kills >= 4, heads.length > 1]).toEqual([true, true]);
}, 3_000_000);
