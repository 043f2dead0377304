import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../conformance/open-service.js';
import { type StartedScript, startTrainingScript } from '../conformance/run-training-script.js';

/** Logs over plain HTTP and waits for a file to appear; the trial with rate 3 fails. */
const script = `
const { existsSync } = require('node:fs');
const { env, argv } = process;
const rate = Number(argv[2]);
console.log('learning at', rate);
const headers = { authorization: 'Bearer ' + env.MLFLOW_TRACKING_TOKEN };
const metrics = [0, 1, 2].map((step) => ({ key: 'loss', value: Math.abs(rate - 2) + 1 / (step + 1), timestamp: 1000 + step, step }));
const body = JSON.stringify({ run_id: env.MLFLOW_RUN_ID, metrics });
fetch(env.MLFLOW_TRACKING_URI + '/api/2.0/mlflow/runs/log-batch', { method: 'POST', headers, body }).then(() => {
  const timer = setInterval(() => {
    if (!existsSync(env.GATE)) return;
    clearInterval(timer);
    console.log('the gate is open');
    if (rate === 3) process.exitCode = 4;
  }, 50);
});
`;

/** A sweep on a local service of its own whose trials have a loss of at least 1, 2 and 3, and run until they are let go. */
export interface WaitingSweep extends StartedScript {
  /** Lets the trials end. */
  readonly letGo: () => Promise<void>;
}

/** Starts it. */
export async function startWaitingSweep(): Promise<WaitingSweep> {
  const gate = path.join(await temporaryFolder(), 'gate');
  const started = await startTrainingScript({
    command: 'node train.cjs ${{search_space.rate}}',
    files: { 'train.cjs': script },
    rates: [1, 2, 3],
    environmentVariables: { GATE: gate },
  });
  return { ...started, letGo: () => writeFile(gate, '') };
}
