// A local service as a process of its own, which kills itself at a chosen point of the storage's work. Its one argument
// holds ServiceProcessOptions as JSON. Sent the message `finish`, it ends once no sweep is active.

import { Worker } from 'node:worker_threads';
import { startServiceWith } from '../../start-local-service.js';
import type { CommitMoment } from '../../storage/database/sqlite-database.js';
import type { KillPlan, ServiceProcessOptions } from './kill-plan.js';

function readOptions(): ServiceProcessOptions {
  const options: ServiceProcessOptions = JSON.parse(process.argv[2] ?? '{}');
  return options;
}

const killSelf = (): void => void process.kill(process.pid, 'SIGKILL');

/** A thread that waits until it is told, and then a little longer: the main thread is inside of COMMIT meanwhile. */
function startKiller(delayMs: number): () => void {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const program = `
    const { flag, delayMs } = require('node:worker_threads').workerData;
    Atomics.wait(flag, 0, 0);
    const end = performance.now() + delayMs;
    while (performance.now() < end);
    process.kill(process.pid, 'SIGKILL');`;
  const worker = new Worker(program, { eval: true, workerData: { flag, delayMs } });
  worker.unref();
  return () => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
}

function failPoint({ moment, transaction, delayMs }: KillPlan): (at: CommitMoment) => void {
  const kill = moment === 'during-commit' ? startKiller(delayMs) : killSelf;
  const at = moment === 'during-commit' ? 'before-commit' : moment;
  let begun = 0;
  return (reached) => {
    if (reached === 'begun') begun += 1;
    if (begun === transaction && reached === at) kill();
  };
}

const { folder, kill } = readOptions();
const onCommit = kill === undefined ? undefined : failPoint(kill);
const service = await startServiceWith(
  {
    folder,
    onError: (error) => {
      throw error;
    },
  },
  { onCommit },
);
async function finish(): Promise<void> {
  await service.whenIdle();
  await service.close();
  process.disconnect();
}
process.once('message', () => void finish());
process.send?.('listening');
