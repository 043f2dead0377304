import { randomUUID } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core';
import type { StartedLocalService } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { openService, temporaryFolder } from '../open-service.js';
import { ensurePythonEnvironment, type PythonEnvironment } from '../python/make-environment.mjs';
import { type PythonAnswer, type PythonWorker, startPythonWorker } from '../python-worker.js';
import type { DescribedChild, DescribedMetric, DescribedSweep } from './arbitrary-sweep.js';
import { resumeFrom } from './resume-from.js';
import { scope } from './scope.js';
import { type BothClients, openBoth } from './service-under-test.js';
import { toRuns } from './to-runs.js';

// Each difference of docs/python-parity.md that random sweeps can show, with Python's answer beside ours.

let environment: PythonEnvironment;
let sharedWorker: PythonWorker | undefined;

beforeAll(async () => {
  environment = await ensurePythonEnvironment();
  if ('python' in environment) sharedWorker = startPythonWorker(environment.python);
}, 600_000);
afterAll(() => sharedWorker?.close());

interface Opened {
  readonly service: StartedLocalService;
  readonly worker: PythonWorker;
}

async function withBoth(context: TestContext, look: (opened: Opened) => Promise<void>): Promise<void> {
  if ('notRun' in environment) return context.skip(environment.notRun);
  if (sharedWorker === undefined) throw new Error('The Python worker did not start.');
  await look({ service: await openService(await temporaryFolder()), worker: sharedWorker });
}

function metric(values: DescribedMetric['values'], given: Partial<DescribedMetric> = {}): DescribedMetric {
  return { name: 'loss', type: 'double', values, isTable: false, ...given };
}

function child(
  position: number,
  metrics: readonly DescribedMetric[],
  given: Partial<DescribedChild> = {},
): DescribedChild {
  return {
    suffix: String(position),
    status: 'Completed',
    hidden: false,
    hyperparameters: 'prefixed',
    parameters: [['lr', 0.5]],
    metrics,
    ...given,
  };
}

function sweep(children: readonly DescribedChild[], given: Partial<DescribedSweep> = {}): DescribedSweep {
  return {
    metric: 'loss',
    goal: 'minimize',
    status: 'Completed',
    prefix: 'prefixed',
    table: undefined,
    columnShift: 0,
    resumed: undefined,
    hasBrokenTag: false,
    children,
    ...given,
  };
}

/** The numbers of Python's children, in its order, with their values. */
function rowsOf(answer: PythonAnswer): JsonValue {
  if (!answer.ok || !isJsonArray(answer.value)) throw new Error(`Python answered ${JSON.stringify(answer)}.`);
  return answer.value.map((row) =>
    isJsonObject(row) ? [numberOf(row.get('run_id')), row.get('best_primary_metric') ?? null] : row,
  );
}

function numberOf(runId: JsonValue | undefined): number {
  return Number(typeof runId === 'string' ? runId.split('_').at(-1) : Number.NaN);
}

async function ourRows({ ours }: BothClients): Promise<unknown> {
  const children = await ours.getChildrenSortedByPrimaryMetric();
  return children.map(({ runId, bestPrimaryMetric }) => [numberOf(runId), bestPrimaryMetric ?? null]);
}

describe('where we differ from Python on purpose', () => {
  it('a NaN that was logged first sticks there, and is no value here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const both = await openBoth(
        service,
        worker,
        sweep([child(0, [metric([Number.NaN, 0.25])]), child(1, [metric([0.5])])]),
      );
      const python = rowsOf(await both.python('children_sorted', { discard_no_metric: true }));
      expect(python).toContainEqual([0, Number.NaN]);
      expect(await ourRows(both)).toEqual([
        [0, 0.25],
        [1, 0.5],
      ]);
    }));

  it('a hidden child can be the recorded winner there, and is none here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const children = [child(0, [metric([0.1])], { hidden: true }), child(1, [metric([0.5])])];
      const both = await openBoth(service, worker, sweep(children, { table: [{ child: 0, value: 0.1, final: true }] }));
      expect(await both.python('best_run')).toMatchObject({ value: `${both.ours.id}_0` });
      expect((await both.ours.getBestRunByPrimaryMetric())?.id).toBe(`${both.ours.id}_1`);
    }));

  it.for<readonly [string, DescribedMetric]>([
    ['a table', metric([0.1], { isTable: true })],
    ['text', metric(['low'], { type: 'string' })],
    ['text in a column of doubles', metric(['low'])],
  ])('%s under the name of the primary metric fails the whole listing there, and one child here', ([, odd], context) =>
    withBoth(context, async ({ service, worker }) => {
      const both = await openBoth(service, worker, sweep([child(0, [odd]), child(1, [metric([0.5])])]));
      expect((await both.python('children_sorted')).ok).toBe(false);
      expect(await ourRows(both)).toEqual([
        [1, 0.5],
        [0, null],
      ]);
    }),
  );

  it('hyperparameters are text there, and parsed here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const both = await openBoth(service, worker, sweep([child(0, [])]));
      const id = `${both.ours.id}_0`;
      expect(await both.python('hyperparameters')).toEqual({ ok: true, value: new Map([[id, '{"lr":0.5}']]) });
      expect(await both.ours.getHyperparameters()).toEqual(new Map([[id, new Map([['lr', 0.5]])]]));
    }));

  it('a child that logged nothing is missing among the metrics there, and has an empty entry here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const both = await openBoth(service, worker, sweep([child(0, [])]));
      expect(await both.python('metrics')).toEqual({ ok: true, value: new Map() });
      expect(JSON.stringify(await both.ours.getMetrics())).toBe(`{"${both.ours.id}_0":{}}`);
    }));

  it('a broken tag keeps a sweep from being opened there, and is passed over here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const both = await openBoth(service, worker, sweep([child(0, [metric([0.5])])], { hasBrokenTag: true }));
      expect((await both.python('status')).ok).toBe(false);
      expect((await both.ours.getBestRunByPrimaryMetric())?.id).toBe(`${both.ours.id}_0`);
    }));

  it('a best of 0 of a resumed sweep is dropped there, and wins here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const earlier = `HD_${randomUUID()}`;
      loadRuns(service.folder, toRuns(sweep([child(0, [metric([0])])]), scope, earlier));
      const both = await openBoth(service, worker, sweep([child(0, [metric([0.5])])]), {
        properties: resumeFrom(earlier),
      });
      expect(await both.python('best_run')).toMatchObject({ value: `${both.ours.id}_0` });
      expect((await both.ours.getBestRunByPrimaryMetric())?.id).toBe(`${earlier}_0`);
    }));

  it('a resumed sweep that is gone is an error there, and left out under a warning here', (context) =>
    withBoth(context, async ({ service, worker }) => {
      const both = await openBoth(service, worker, sweep([child(0, [metric([0.5])])]), {
        properties: resumeFrom('HD_gone'),
      });
      expect((await both.python('best_run')).ok).toBe(false);
      const warnings: string[] = [];
      const best = await both.ours.getBestRunByPrimaryMetric({ onWarning: (message) => warnings.push(message) });
      expect([best?.id, warnings.length]).toEqual([`${both.ours.id}_0`, 1]);
    }));
});
