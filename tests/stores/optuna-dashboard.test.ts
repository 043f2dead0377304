import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeOptunaStudy } from '@hyperdrive-run/stores';
import { expect, it, onTestFinished } from 'vitest';
import { exportedSweep } from './optuna/exported-sweep.js';
import { ensureOptunaEnvironment } from './python/make-optuna-environment.mjs';

it("Optuna's own dashboard shows a study that was exported", { timeout: 300_000 }, async (context) => {
  const environment = await ensureOptunaEnvironment(5);
  if ('notRun' in environment) return context.skip(environment.notRun);
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-dashboard-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'study.db');
  await writeOptunaStudy(file, exportedSweep());
  const address = await startDashboard(environment.python, file);

  const page = await fetch(`${address}/dashboard/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Optuna Dashboard</title>')]);
  const { study_summaries: studies } = await answerOf(`${address}/api/studies`);
  expect(studies).toMatchObject([{ study_id: 1, study_name: 'HD_1', directions: ['minimize'] }]);
  const detail = await answerOf(`${address}/api/studies/1?after=0`);
  expect(detail).toMatchObject({
    name: 'HD_1',
    directions: ['minimize'],
    objective_names: ['loss'],
    best_trials: [{ number: 2, values: [1] }],
    trials: [
      {
        number: 0,
        state: 'Complete',
        values: [2],
        intermediate_values: [
          { step: 0, value: 3 },
          { step: 1, value: 2 },
        ],
      },
      { number: 1, state: 'Fail' },
      { number: 2, state: 'Complete', values: [1] },
      { number: 3, state: 'Pruned' },
      { number: 4, state: 'Fail' },
    ],
  });
  expect(JSON.stringify(detail)).toContain('"name":"optimizer"');
});

/** Starts the dashboard on loopback, until the test is over, and returns its address once it answers. */
async function startDashboard(python: string, file: string): Promise<string> {
  const port = await freePort();
  // Not by its script, which names the place where the environment was made.
  const code = 'from optuna_dashboard._cli import main; main()';
  const server = spawn(python, ['-c', code, `sqlite:///${file}`, '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  server.stderr.on('data', (piece: Buffer) => {
    complaint += piece.toString();
  });
  onTestFinished(() => void server.kill());
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The dashboard ended: ${complaint}`);
    if (await fetch(`${address}/api/meta`).catch(() => undefined)) return address;
    await delay(100);
  }
}

async function answerOf(address: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(address);
  return JSON.parse(await response.text());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('There is no free port.');
}
