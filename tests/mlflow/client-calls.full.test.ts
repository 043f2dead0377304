/**
 * The same calls of the real MLflow client (python/client_calls.py), on the real server and on the local service: the same
 * answers, but for what docs/local-service.md names as a difference.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it, vi } from 'vitest';
import { openService, temporaryFolder } from '../conformance/open-service.js';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

vi.setConfig({ testTimeout: 240_000 });

/** What each call answered, by its source text; calls that are made again have a number behind it. */
type Answers = ReadonlyMap<string, string>;

async function recordCalls(python: string, trackingUri: string, token: string | undefined): Promise<Answers> {
  const script = path.join(import.meta.dirname, 'python', 'record_calls.py');
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MLFLOW'));
  const env = {
    ...Object.fromEntries(inherited),
    ...(token === undefined ? {} : { MLFLOW_TRACKING_TOKEN: token }),
    MLFLOW_DISABLE_TELEMETRY: 'true',
    MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0',
    DO_NOT_TRACK: 'true',
  };
  const { stdout } = await promisify(execFile)(python, [script, trackingUri], { env, maxBuffer: 2 ** 26 });
  const recorded: readonly (readonly [string, unknown])[] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const answers = new Map<string, string>();
  for (const [call, answer] of recorded) {
    let [name, count] = [call, 1];
    while (answers.has(name)) {
      count += 1;
      name = `${call} (${count})`;
    }
    answers.set(name, JSON.stringify(answer, undefined, 1));
  }
  return answers;
}

/** The calls that the documentation says are answered otherwise. */
async function documentedDifferences(): Promise<readonly string[]> {
  const text = await readFile(path.join(import.meta.dirname, '../../docs/local-service.md'), 'utf8');
  const [, section = ''] = text.split('\n### Beside the real MLflow server\n');
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(.+?)` \|/gm)].map(([, call = '']) => call);
}

it('answers at least 80 calls of the client as the real server does, but for the differences that are documented', async (context) => {
  const shared = inject('mlflow');
  const environment = await ensureMlflowEnvironment();
  if ('notRun' in shared) return context.skip(shared.notRun);
  if ('notRun' in environment) return context.skip(environment.notRun);
  const service = await openService(await temporaryFolder());
  const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
  const [real, ours] = await Promise.all([
    recordCalls(environment.python, shared.url, undefined),
    recordCalls(environment.python, `${service.address}/mlflow/v2.0/${workspace}`, service.token),
  ]);

  expect([...ours.keys()]).toEqual([...real.keys()]);
  expect(real.size).toBeGreaterThanOrEqual(80);
  const documented = await documentedDifferences();
  const differing = [...real.keys()].filter((call) => ours.get(call) !== real.get(call));
  for (const call of differing.filter((name) => !documented.includes(name))) {
    expect.soft(ours.get(call), call).toBe(real.get(call));
  }
  expect(differing.toSorted()).toEqual(documented.toSorted());
});
