import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { askBare, askOurs } from './ask-best.mjs';

/**
 * Prints the processor time that HyperDriveRun and a bare loop take for the best value of every child, warm and in turns, on a
 * stand-in in a process of its own.
 * @param {{ children: number, points: number }} size
 * @param {number} rounds
 */
export async function compareClients({ children, points }, rounds) {
  const server = fork(path.join(import.meta.dirname, 'fake-mlflow.mjs'), [String(children), String(points)]);
  try {
    const [port] = await once(server, 'message');
    const sweep = { url: `http://127.0.0.1:${port}`, experiment: 'bench', experimentId: '1', parentId: 'parent' };
    const [bare, ours] = [() => askBare(sweep, points), () => askOurs(sweep)];
    /** @type {[number[], number[]]} */
    const [ofBare, ofOurs] = [[], []];
    // The first round only warms up.
    for (let round = -1; round < rounds; round += 1) {
      const taken = [await cpuOf(bare, children), await cpuOf(ours, children)];
      if (round >= 0) [ofBare, ofOurs].forEach((times, at) => times.push(taken[at] ?? Number.NaN));
    }
    const ratio = (median(ofOurs) / median(ofBare)).toFixed(2);
    const times = `bare loop ${median(ofBare).toFixed(0)} ms, HyperDriveRun ${median(ofOurs).toFixed(0)} ms`;
    console.log(`${children} children x ${points} points, processor time of the client: ${times}, x ${ratio}`);
  } finally {
    server.disconnect();
  }
}

/**
 * @param {() => Promise<import('./ask-best.mjs').BestValues>} ask
 * @param {number} children How many have to be answered.
 */
async function cpuOf(ask, children) {
  const begun = process.cpuUsage();
  const { best } = await ask();
  const { user, system } = process.cpuUsage(begun);
  if (best.size !== children) throw new Error(`${best.size} of ${children} children were returned.`);
  return (user + system) / 1000;
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
