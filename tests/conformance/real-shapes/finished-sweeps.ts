import type { SweepShape } from './build-sweep.js';
import { finished, newTags, oldTags, sweepProperties } from './common-parts.js';

const a = 'HD_a1f0c3d2-5b6e-4a78-9c01-d2e3f4a5b6c7';
/** The newest: no tag of the parent tells a child's hyperparameters, counters that never moved, a best all the same. */
export const withoutChildTags: SweepShape = {
  id: a,
  status: 'Completed',
  tagNames: 'prefixed',
  tags: newTags('Score', 'maximize'),
  properties: finished(`${a}_2`, 0.81),
  children: [
    {
      metrics: { Score: 0.55, 'Tree depth:': 3 },
      arguments: ['--depth', '3', '--rate', '0.2', '--cap', '9007199254740993'],
    },
    { metrics: { Score: 0.55, 'Tree depth:': 6 }, arguments: ['--depth=6', '--rate=0.01'] },
    { metrics: { Score: 0.81, 'Tree depth:': 9 }, tags: { hyperparameters: '{"--depth":9,"--rate":0.2}' } },
    { metrics: { Score: 0.6, 'Tree depth:': 9 }, arguments: ['--verbose'] },
  ],
  bestRows: [
    { runId: `${a}_1`, value: 0.55, final: false },
    { runId: `${a}_2`, value: 0.81, final: false },
    { runId: `${a}_2`, value: 0.81, final: true },
  ],
};

const b = 'HD_b2c4d6e8-1a3b-4c5d-8e7f-9a0b1c2d3e4f';
/** Children that were made within one second share their run number. */
export const collidingNumbers: SweepShape = {
  id: b,
  status: 'Completed',
  tagNames: 'prefixed',
  tags: newTags('Score', 'maximize'),
  properties: finished(`${b}_4`, 0.9),
  children: [0.1, 0.5, 0.3, 0.7, 0.9, 0.2].map((value, index) => ({
    number: 1_756_706_400 + Math.floor(index / 2),
    metrics: { Score: value },
    parentTag: `{"--depth":${index},"--rate":0.2}`,
  })),
};

const c = 'HD_c0ffee00-2222-4333-8444-555566667777';
/** Until 2021: tags under both names, a run that prepares, key order that changes, `_10` after `_2`. */
export const withPreparation: SweepShape = {
  id: c,
  status: 'Completed',
  tagNames: 'both',
  tags: oldTags('Yield', 'maximize'),
  properties: finished(`${c}_11`, 0.97),
  children: [
    { suffix: 'preparation' },
    ...Array.from({ length: 12 }, (_, index) => ({
      suffix: String(index),
      metrics: { Yield: index === 11 ? 0.97 : 0.5 + index / 100 },
      parentTag: index < 10 ? `{"--depth": ${index}, "--kernel": "rbf"}` : `{"--kernel": "rbf", "--depth": ${index}}`,
    })),
  ],
};

const d = 'HD_d00dfeed-8888-4999-aaaa-bbbbccccdddd';
/** Two children tie; the final row names another one than the rows before, and the property goes with it. */
export const switchedFinalRow: SweepShape = {
  id: d,
  status: 'Completed',
  tagNames: 'prefixed',
  tags: newTags('Score', 'maximize'),
  properties: finished(`${d}_3`, 0.75),
  children: [0.75, 0.4, 0.6, 0.75].map((value, index) => ({
    metrics: { Score: value },
    parentTag: `{"--depth":${index},"--rate":0.01}`,
  })),
  bestRows: [
    { runId: `${d}_0`, value: 0.75, final: false },
    { runId: `${d}_3`, value: 0.75, final: true },
  ],
};

const e = 'HD_e1e2e3e4-0f0f-4a4a-8b8b-c9c9c9c9c9c9';
/** A table of one row, which comes as scalars, of a finished sweep whose properties tell no best yet. */
export const singleRowTable: SweepShape = {
  id: e,
  status: 'Completed',
  tagNames: 'both',
  tags: oldTags('accuracy', 'maximize'),
  properties: sweepProperties,
  bestTime: 'timestamp',
  children: [0.88, 0.91, 0.91].map((value, index) => ({
    metrics: { accuracy: value },
    parentTag: `{"--depth": ${index}, "--kernel": "poly"}`,
  })),
  bestRows: [{ runId: `${e}_1`, value: 0.91, final: true }],
};

const f = 'HD_f5f5f5f5-1234-4567-89ab-cdefcdefcdef';
/** Metrics that are text and booleans beside numbers, and a report of many lines. */
export const textAndBooleans: SweepShape = {
  id: f,
  status: 'Completed',
  tagNames: 'both',
  tags: oldTags('macro recall', 'maximize'),
  properties: finished(`${f}_1`, 0.62),
  children: [
    {
      metrics: { 'macro recall': [0.3, 0.58], kernel: 'rbf', bootstrap: true, jobs: -1, alpha: 0.5 },
      parentTag: '{"--kernel": "rbf"}',
    },
    {
      metrics: { 'macro recall': [0.62, 0.6], kernel: 'poly', bootstrap: false, report: 'class  recall\n0      0.5\n' },
      parentTag: '{"--kernel": "poly"}',
    },
    { metrics: { 'macro recall': 'not computed', kernel: 'poly' }, parentTag: '{"--kernel": "poly"}' },
  ],
};

const g = 'HD_90a1b2c3-d4e5-4f60-8172-93a4b5c6d7e8';
/** A sweep inside another run, with artifacts among its metrics and all children tied. */
export const insideAPipeline: SweepShape = {
  id: g,
  status: 'Completed',
  parentRunId: '77777777-8888-4999-8aaa-bbbbbbbbbbbb',
  tagNames: 'prefixed',
  tags: newTags('mse', 'minimize'),
  properties: finished(`${g}_1`, 0.05),
  bestTime: 'timestamp',
  children: [0, 1, 2].map((index) => ({
    metrics: { auc: 0.7, mse: 0.05 },
    artifacts: { 'Season comparison': `aml://artifactId/ExperimentRun/dcid.${g}_${index}/Season comparison_17.png` },
    parentTag: `{"--depth":${index}}`,
  })),
  bestRows: [
    { runId: `${g}_1`, value: 0.05, final: false },
    { runId: `${g}_1`, value: 0.05, final: true },
  ],
};

const h = 'HD_13131313-5050-4130-8190-a0b0c0d0e0f0';
/** Fifty children of a grid, each told in two tags: over a hundred tags on the parent. Scores below 0 among them. */
export const manyTags: SweepShape = {
  id: h,
  status: 'Completed',
  tagNames: 'both',
  tags: {
    ...oldTags('r2', 'maximize'),
    generator_config:
      '{"name": "GRID", "parameter_space": {"--depth": ["choice", [[1, 2, 3, 4, 5]]], "--trees": ["choice", [[10, 20]]]}}',
  },
  properties: finished(`${h}_37`, 0.37),
  target: 'orchard-cluster',
  children: Array.from({ length: 50 }, (_, index) => ({
    number: 100 + index,
    metrics: { r2: index <= 37 ? index / 100 : -index },
    parentTag: `{"--depth": ${(index % 5) + 1}, "--trees": 10}`,
  })),
};
