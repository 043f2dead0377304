import { Run } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import {
  collidingNumbers,
  insideAPipeline,
  manyTags,
  singleRowTable,
  switchedFinalRow,
  textAndBooleans,
  withoutChildTags,
  withPreparation,
} from './finished-sweeps.js';
import { best, openShape, short, sorted } from './open-shape.js';

it('reads hyperparameters where no tag of the parent tells them', async () => {
  const { sweep, warnings } = await openShape(withoutChildTags);
  expect(await sweep.getStatus()).toBe('Completed');
  expect(
    [...(await sweep.getHyperparameterSources())].map(([id, { source, values }]) => [short(sweep, id), source, values]),
  ).toEqual([
    [
      '0',
      'arguments',
      new Map<string, unknown>([
        ['--depth', 3],
        ['--rate', 0.2],
        ['--cap', 9007199254740993n],
      ]),
    ],
    [
      '1',
      'arguments',
      new Map([
        ['--depth', 6],
        ['--rate', 0.01],
      ]),
    ],
    [
      '2',
      'child-tag',
      new Map([
        ['--depth', 9],
        ['--rate', 0.2],
      ]),
    ],
  ]);
  expect(await best(sweep)).toBe('2');
  expect(await sorted(sweep)).toEqual([
    ['2', 0.81],
    ['3', 0.6],
    ['1', 0.55],
    ['0', 0.55],
  ]);
  expect(JSON.parse(JSON.stringify(await sweep.getMetrics()))[`${sweep.id}_0`]).toEqual({
    Score: 0.55,
    'Tree depth:': 3,
  });
  expect(warnings).toEqual([]);
});

it('shows every child where run numbers collide', async () => {
  const { sweep } = await openShape(collidingNumbers);
  expect((await sorted(sweep)).map(([id]) => id)).toEqual(['4', '3', '1', '2', '5', '0']);
  expect((await sweep.getHyperparameters()).size).toBe(6);
  expect((await sweep.getMetrics()).size).toBe(6);
});

it('lists the preparation run as Python does, and tells that it is no trial', async () => {
  const { sweep } = await openShape(withPreparation);
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  expect(children).toHaveLength(13);
  expect(children.at(-1)).toMatchObject({
    runId: `${sweep.id}_preparation`,
    isTrial: false,
    status: 'Completed',
    bestPrimaryMetric: undefined,
    hyperparameters: undefined,
  });
  expect([...(await sweep.getHyperparameters()).keys()].map((id) => short(sweep, id))).toEqual(
    Array.from({ length: 12 }, (_, index) => String(index)),
  );
  expect(await best(sweep)).toBe('11');
  expect(sweep.hyperdriveConfig).toMatchObject({ policy: { kind: 'bandit', slackFactor: 0.3 }, maxTotalRuns: 12 });
});

it('goes with the final row where two children tie, and tells of the tie', async () => {
  const { sweep } = await openShape(switchedFinalRow);
  expect(await best(sweep)).toBe('3');
  const explained = await sweep.explainBestRun();
  expect(explained).toMatchObject({ value: 0.75, provisional: false });
  expect(explained.tied).toEqual([`${sweep.id}_0`]);
});

it('reads a table of one row, which comes as scalars', async () => {
  const { sweep, warnings } = await openShape(singleRowTable);
  // By the scan it would be the child that is listed first: 2.
  expect(await best(sweep)).toBe('1');
  expect(warnings).toEqual([]);
});

it('ranks beside metrics that are text and booleans', async () => {
  const { sweep } = await openShape(textAndBooleans);
  expect(await sorted(sweep)).toEqual([
    ['1', 0.62],
    ['0', 0.58],
    ['2', undefined],
  ]);
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  expect(children.at(-1)?.missingReason).toBe('not-a-number');
  const metrics = JSON.parse(JSON.stringify(await sweep.getMetrics()));
  expect(metrics[`${sweep.id}_0`]).toEqual({
    'macro recall': [0.3, 0.58],
    kernel: 'rbf',
    bootstrap: true,
    jobs: -1,
    alpha: 0.5,
  });
  expect(metrics[`${sweep.id}_1`].report).toBe('class  recall\n0      0.5\n');
});

it('reads a sweep inside another run, artifacts among its metrics', async () => {
  const { sweep } = await openShape(insideAPipeline);
  expect(await best(sweep)).toBe('1');
  expect(sweep.parent?.id).toBe('77777777-8888-4999-8aaa-bbbbbbbbbbbb');
  expect(JSON.parse(JSON.stringify(await sweep.getMetrics()))[`${sweep.id}_2`]).toEqual({
    auc: 0.7,
    mse: 0.05,
    'Season comparison': `aml://artifactId/ExperimentRun/dcid.${sweep.id}_2/Season comparison_17.png`,
  });
  const outer = new Run(sweep.experiment, '77777777-8888-4999-8aaa-bbbbbbbbbbbb');
  const below: string[] = [];
  for await (const run of outer.getChildren({ recursive: true })) below.push(run.id);
  expect(below.toSorted()).toEqual([sweep.id, `${sweep.id}_0`, `${sweep.id}_1`, `${sweep.id}_2`]);
});

it('reads fifty children from a hundred tags, page by page', async () => {
  const { sweep, warnings } = await openShape(manyTags);
  const hyperparameters = await sweep.getHyperparameters();
  expect([...hyperparameters.keys()].map((id) => short(sweep, id))).toEqual(
    Array.from({ length: 50 }, (_, index) => String(index)),
  );
  const children = await sorted(sweep);
  expect(children).toHaveLength(50);
  expect([children[0], children[37], children[38], children[49]]).toEqual([
    ['37', 0.37],
    ['0', 0],
    ['38', -38],
    ['49', -49],
  ]);
  expect(await best(sweep)).toBe('37');
  expect(warnings).toEqual([]);
});

it('tells the details of a sweep as they were recorded at its end', async () => {
  const { sweep } = await openShape(manyTags);
  const details = await sweep.getDetails();
  expect(details).toMatchObject({ target: 'orchard-cluster', arguments: [], run: { status: 'Completed' } });
  expect(Object.fromEntries(details.run.properties)).toMatchObject({
    best_child_run_id: `${sweep.id}_37`,
    score: '0.37',
    best_metric_status: 'Succeeded',
    best_data_container_id: `dcid.${sweep.id}_37`,
    resume_from: 'null',
  });
});
