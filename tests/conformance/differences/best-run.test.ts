import { randomUUID } from 'node:crypto';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { expect } from 'vitest';
import { resumeFrom } from '../random-sweeps/resume-from.js';
import { scope } from '../random-sweeps/scope.js';
import { toRuns } from '../random-sweeps/to-runs.js';
import { withParent } from './change-runs.js';
import { child, metric, sweep } from './described.js';
import { differs, sharePython } from './differs.js';
import { ourBest, theirBest } from './short-answers.js';
import { standBetween } from './stand-between.js';

sharePython();

const children = [child(0, [metric([0.1])]), child(1, [metric([0.5])])];

differs(
  'The property `best_child_run_id` is read before the table',
  'Python knows the table only',
  async ({ open }) => {
    const table = [{ child: 0, value: 0.1, final: true }];
    const both = await open(sweep(children, { table }), {
      change: withParent(({ runId, properties }) => ({
        properties: new Map([...(properties ?? []), ['best_child_run_id', `${runId}_1`], ['score', '0.5']]),
      })),
    });
    expect(await theirBest(both)).toBe(0);
    expect(await ourBest(both)).toBe(1);
  },
);

differs('A recorded value that is not finite names no winner', 'Python takes it', async ({ open }) => {
  const table = [{ child: 1, value: Number.NEGATIVE_INFINITY, final: true }];
  const both = await open(sweep(children, { table }));
  expect(await theirBest(both)).toBe(1);
  expect(await ourBest(both)).toBe(0);
});

differs('A hidden child is no winner', 'though it is the recorded one', async ({ open }) => {
  const hidden = [child(0, [metric([0.1])], { hidden: true }), child(1, [metric([0.5])])];
  const both = await open(sweep(hidden, { table: [{ child: 0, value: 0.1, final: true }] }));
  expect(await theirBest(both)).toBe(0);
  expect(await ourBest(both)).toBe(1);
});

differs('A broken table is a warning and a scan', 'on both sides', async ({ open }) => {
  const table = [{ child: 1, value: 0.5, final: true }];
  const whole = await open(sweep(children, { table }));
  expect([await theirBest(whole), await ourBest(whole)]).toEqual([1, 1]);
  const both = await open(sweep(children, { table }), {
    change: withParent(({ metricRows = [] }) => ({
      metricRows: metricRows.map((row) => ({
        ...row,
        columns: new Map([...row.columns].filter(([name]) => name !== 'run_id')),
        data: new Map([...row.data].filter(([name]) => name !== 'run_id')),
      })),
    })),
  });
  expect(await theirBest(both)).toBe(0);
  const warnings: string[] = [];
  const best = await both.ours.getBestRunByPrimaryMetric({ onWarning: (message) => warnings.push(message) });
  expect([best?.id, warnings.length]).toEqual([`${both.ours.id}_0`, 1]);
});

differs(
  'A table or a winner that cannot be read',
  'Python compares all children without a word',
  async ({ open, service }) => {
    const between = await standBetween(service, ({ path, body }) =>
      isAboutMetrics(path) && isAboutSweep(path + body) ? new Response('{"error":{}}', { status: 403 }) : undefined,
    );
    const both = await open(sweep(children, { table: [{ child: 1, value: 0.5, final: true }] }), between);
    expect(await theirBest(both)).toBe(0);
    await expect(both.ours.getBestRunByPrimaryMetric()).rejects.toMatchObject({ code: 'unreadable-metrics' });
    const provisional: string[] = [];
    const best = await both.ours.getBestRunByPrimaryMetric({
      onUnreadable: 'report',
      onProvisional: (reasons) => provisional.push(...reasons),
    });
    expect([best?.id, provisional]).toEqual([`${both.ours.id}_0`, ['recorded-best-unreadable']]);
  },
);

differs('Whether the best may still change', 'Python does not say it', async ({ open }) => {
  const running = [child(0, [metric([0.1])], { status: 'Running' }), child(1, [metric([0.5])])];
  const both = await open(sweep(running, { status: 'Running' }));
  expect(await theirBest(both)).toBe(await ourBest(both));
  const provisional: string[] = [];
  await both.ours.getBestRunByPrimaryMetric({ onProvisional: (reasons) => provisional.push(...reasons) });
  expect(provisional).toEqual(['sweep-not-ended', 'children-not-ended']);
});

differs('What stands beside the table does not matter', 'Python reads every metric of the sweep', async ({ open }) => {
  const both = await open(sweep(children, { table: [{ child: 1, value: 0.5, final: true }] }), {
    change: withParent(({ metricRows = [] }) => ({
      metricRows: [
        ...metricRows,
        {
          metricId: randomUUID(),
          name: 'note',
          metricType: 'azureml.v1.scalar',
          columns: new Map([['note', 'double']]),
          data: new Map([['note', 'no number']]),
          time: new Date(),
        },
      ],
    })),
  });
  expect(await theirBest(both)).toBe(0);
  expect(await ourBest(both)).toBe(1);
});

differs('Ties are told', 'Python names one of the best without a word', async ({ open }) => {
  const both = await open(sweep([0, 1, 2].map((position) => child(position, [metric([0.5])]))));
  expect(await theirBest(both)).toBe(2);
  const { best, tied } = await both.ours.explainBestRun();
  expect([best?.id, ...tied]).toEqual([2, 1, 0].map((number) => `${both.ours.id}_${number}`));
});

differs('A best of 0 counts where a sweep was resumed', 'of the earlier sweep', async ({ open, service }) => {
  const earlier = `HD_${randomUUID()}`;
  loadRuns(service.folder, toRuns(sweep([child(0, [metric([0])])]), scope, earlier));
  const both = await open(sweep([child(1, [metric([0.5])])]), { properties: resumeFrom(earlier) });
  expect(await theirBest(both)).toBe(1);
  expect(await ourBest(both)).toBe(0);
});

differs('A best of 0 counts where a sweep was resumed', 'of this sweep', async ({ open, service }) => {
  const earlier = `HD_${randomUUID()}`;
  loadRuns(service.folder, toRuns(sweep([child(0, [metric([0.5])])]), scope, earlier));
  const both = await open(sweep([child(1, [metric([0])])]), { properties: resumeFrom(earlier) });
  expect(await theirBest(both)).toBe(0);
  expect(await ourBest(both)).toBe(1);
});

differs('A resumed sweep that is gone is left out', 'Python raises', async ({ open }) => {
  const both = await open(sweep(children), { properties: resumeFrom('HD_gone') });
  expect((await both.python('best_run')).ok).toBe(false);
  const warnings: string[] = [];
  const best = await both.ours.getBestRunByPrimaryMetric({ onWarning: (message) => warnings.push(message) });
  expect([best?.id, warnings.length]).toEqual([`${both.ours.id}_0`, 1]);
});

function isAboutMetrics(path: string): boolean {
  return path.includes('/metric/v2.0/') || path.includes('/metrics');
}

/** Whether a sweep is named itself, and not only one of its children. */
function isAboutSweep(text: string): boolean {
  return /HD_[0-9a-f-]+(?![0-9a-f_-])/.test(text);
}
