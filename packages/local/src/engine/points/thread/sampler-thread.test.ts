import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BackendError } from '@hyperdrive-run/core';
import { BayesianParameterSampling, choice, quniform, uniform } from '@hyperdrive-run/core/config';
import { createSampler, type Observation, type SamplerInput } from '@hyperdrive-run/sampling';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { buildThreadEntry } from '../../__fixtures__/build-thread-entry.js';
import { createSamplerThread, type SamplerThread } from './sampler-thread.js';

const space = { x: uniform(0, 1), n: quniform(0, 20, 2), big: choice(2n ** 60n, 1), c: choice('a', 'b', 'c') };
const input: SamplerInput = { sampling: new BayesianParameterSampling(space), seed: 11, goal: 'maximize' };
const notAborted = (): AbortSignal => new AbortController().signal;

function start(entry: URL): SamplerThread {
  const thread = createSamplerThread(entry);
  onTestFinished(() => thread.close());
  return thread;
}

/** A thread of which the first so many end as soon as they are sent anything, and the others never respond. */
async function crashingEntry(crashes: number, otherwise?: URL): Promise<URL> {
  const folder = await temporaryFolder();
  const file = join(folder, 'crashing.mjs');
  await writeFile(
    file,
    `import { existsSync, writeFileSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     const marks = Array.from({ length: ${crashes} }, (_, index) => ${JSON.stringify(folder)} + '/' + index);
     const next = marks.find((mark) => !existsSync(mark));
     if (next === undefined) await import(${JSON.stringify(otherwise?.href ?? 'data:text/javascript,')});
     parentPort.on('message', () => {
       if (next === undefined) return;
       writeFileSync(next, '');
       throw new Error('out of luck');
     });`,
  );
  return pathToFileURL(file);
}

/** The value of a trial, by its point. */
function valueAt(point: Observation['point']): number {
  return Number(point.get('x')) - Math.abs(Number(point.get('n')) - 8) / 20;
}

describe('the thread that chooses points', () => {
  it('chooses the points that would be chosen in this process, of several sweeps in turn', async () => {
    const thread = start(await buildThreadEntry());
    const sweeps = [11, 12].map((seed) => {
      const observations: Observation[] = [];
      return {
        here: createSampler({ ...input, seed }),
        there: thread.createSampler({ ...input, seed }),
        observations,
      };
    });
    for (let trial = 0; trial < 14; trial += 1) {
      for (const { here, there, observations } of sweeps) {
        const point = await there.nextPoint(trial, [...observations], notAborted());
        expect(point).toEqual(here?.nextPoint(trial, observations));
        if (point === undefined) continue;
        // The last two run still; the one before them ends now.
        observations.push({ point, ended: false });
        const ended = observations.at(-3);
        if (ended !== undefined) {
          const value = trial % 5 === 4 ? undefined : valueAt(ended.point);
          observations[observations.length - 3] = { ...ended, value, ended: true };
        }
      }
    }
  });

  it('leaves off waiting at an abort, with the reason of it, and has missed nothing afterwards', async () => {
    const thread = start(await buildThreadEntry());
    const sampler = thread.createSampler(input);
    const observations = Array.from({ length: 12 }, (_, trial): Observation => {
      const point = createSampler(input)?.nextPoint(trial, []) ?? new Map();
      return { point, value: valueAt(point), ended: true };
    });
    const canceled = new AbortController();
    const reason = new Error('no longer wanted');
    const chosen = sampler.nextPoint(12, observations.slice(0, 10), canceled.signal);
    canceled.abort(reason);
    await expect(chosen).rejects.toBe(reason);
    await expect(sampler.nextPoint(12, observations.slice(0, 11), canceled.signal)).rejects.toBe(reason);
    const point = await sampler.nextPoint(12, observations, notAborted());
    expect(point).toEqual(createSampler(input)?.nextPoint(12, observations));
  });

  it('is started again where it crashes, and then knows all that it knew', async () => {
    const thread = start(await crashingEntry(1, await buildThreadEntry()));
    const point = await thread.createSampler(input).nextPoint(3, [], notAborted());
    expect(point).toEqual(createSampler(input)?.nextPoint(3, []));
  });

  it('fails with an error of its own where it crashes twice, and can be asked again', async () => {
    const thread = start(await crashingEntry(2, await buildThreadEntry()));
    const sampler = thread.createSampler(input);
    const error: unknown = await sampler.nextPoint(0, [], notAborted()).catch((thrown: unknown) => thrown);
    expect(BackendError.isInstance(error) && error).toMatchObject({
      code: 'service-failure',
      isRetryable: true,
      message: expect.stringContaining('ended before it had chosen one'),
      cause: expect.objectContaining({ message: 'out of luck' }),
    });
    expect(await sampler.nextPoint(0, [], notAborted())).toEqual(createSampler(input)?.nextPoint(0, []));
  });

  it('ends when it is closed, whatever it was asked for', async () => {
    const thread = start(await crashingEntry(0));
    const waiting = thread.createSampler(input).nextPoint(0, [], notAborted());
    const failed = expect(waiting).rejects.toMatchObject({ code: 'service-failure' });
    await thread.close();
    await failed;
  });
});
