import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HyperDriveConfig, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { writeJson } from '@hyperdrive-run/core/json';
import { bundleForTest } from '../../../../__fixtures__/bundle-for-test.js';
import { startServiceProcess } from '../../../../chaos/__fixtures__/start-service-process.js';
import { findRunningService } from '../../../../service-file.js';

const chaos = join(import.meta.dirname, '../../../../chaos/__fixtures__');
const runs = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/experiments/e';

/** Puts the service into one file, which finds the wrapper of launches where the sources have it. */
export function buildRayServiceProcess(): Promise<string> {
  const wrapper = pathToFileURL(join(import.meta.dirname, '../../launches/launch-wrapper.ts')).href;
  return bundleForTest('ray-service', join(chaos, 'service-process.ts'), {
    external: ['libsql'],
    define: { 'import.meta.url': JSON.stringify(wrapper) },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(process.argv[1]);",
    },
  });
}

/** Starts a service on a folder, and waits until it listens. */
export async function startKilledService(program: string, folder: string): Promise<ChildProcess> {
  const service = startServiceProcess(program, { folder });
  const ended = once(service, 'exit').then(() => 'it ended');
  const failure = await Promise.race([ended, once(service, 'message').then(() => undefined)]);
  if (failure !== undefined) throw new Error(`The service does not listen: ${failure}.`);
  return service;
}

/** Submits a sweep to the compute `ray` of a service. */
export async function submitToRay(folder: string, command: string, trials: number): Promise<string> {
  const running = findRunningService(folder);
  const code = join(folder, '../code');
  mkdirSync(code, { recursive: true });
  const config = new HyperDriveConfig({
    hyperparameterSampling: new RandomParameterSampling({ x: uniform(0, 1) }),
    primaryMetricName: 'score',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: trials,
    maxConcurrentRuns: 2,
    runConfig: { command, code, target: 'ray' },
  });
  const form = new FormData();
  form.append('config', new Blob([writeJson(config.toWire())]), 'config.json');
  const answer = await fetch(`${running?.address}/hyperdrive/v1.0/${runs}/hdruns/sweep`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${running?.token}` },
  });
  if (answer.status !== 201) throw new Error(`The sweep was refused with ${answer.status}: ${await answer.text()}`);
  return 'sweep';
}
