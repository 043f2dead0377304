import type { SweepShape } from './build-sweep.js';
import { finished, newTags, oldTags, sweepProperties } from './common-parts.js';

const a = 'HD_0aa1bb22-cc33-4d44-8e55-ff6600771188';
/** Still running: the table has one row that is not final, and the children are in every state. */
export const runningWithOneRow: SweepShape = {
  id: a,
  status: 'Running',
  tagNames: 'prefixed',
  tags: {
    ...newTags('NMAE', 'minimize'),
    max_total_jobs: '1000',
    max_duration_minutes: '45',
    samples_generated_count: '9',
  },
  properties: { ...sweepProperties, space_size: 'infinite_space_size' },
  children: [
    { status: 'Completed', metrics: { NMAE: 0.41 }, parentTag: '{"--depth": 3, "--rate": 0.2}' },
    { status: 'Completed', metrics: { NMAE: 0.41 }, parentTag: '{"--rate": 0.01, "--depth": 6}' },
    { status: 'Running', metrics: { NMAE: [0.9, 0.6] }, parentTag: '{"--depth": 9, "--rate": 0.2}' },
    { status: 'Finalizing', metrics: { NMAE: 0.5 }, parentTag: '{"--depth": 3, "--rate": 0.01}' },
    { status: 'Queued', parentTag: '{"--depth": 6, "--rate": 0.2}' },
    { status: 'Preparing', parentTag: '{"--depth": 9, "--rate": 0.01}' },
  ],
  bestRows: [{ runId: `${a}_1`, value: 0.41, final: false }],
};

const b = 'orchard-yield_1583020800123456';
/** Before April 2020: ids made of the experiment and a number, bare tags, no row of the best yet. */
export const oldIds: SweepShape = {
  id: b,
  status: 'Running',
  tagNames: 'bare',
  tags: oldTags('Accuracy', 'maximize'),
  properties: { ...sweepProperties, primary_metric_config: '{"name": "Accuracy", "goal": "maximize"}' },
  children: [
    { suffix: '2', number: 41, metrics: { Accuracy: 0.8 }, parentTag: '{"--kernel": "rbf", "--depth": 3}' },
    { suffix: '0', number: 42, metrics: { Accuracy: 0.8 }, parentTag: '{"--kernel": "poly", "--depth": 6}' },
    { suffix: '1', number: 43, status: 'Running', parentTag: '{"--kernel": "rbf", "--depth": 9}' },
  ],
};

const c = 'HD_dead0000-1111-4222-8333-444455556666';
/** Every child failed, so the sweep did; no best was recorded. */
export const allFailed: SweepShape = {
  id: c,
  status: 'Failed',
  tagNames: 'prefixed',
  tags: { ...newTags('Score', 'maximize'), cancellation_requested: 'true' },
  properties: sweepProperties,
  children: [0, 1, 2].map((index) => ({ status: 'Failed', parentTag: `{"--depth":${index}}` })),
};

const d = 'HD_7e57ab1e-9999-4888-8777-666655554444';
/** The time was over: the sweep is Completed all the same, half of its children are not. */
export const outOfTime: SweepShape = {
  id: d,
  status: 'Completed',
  tagNames: 'prefixed',
  tags: { ...newTags('Score', 'maximize'), max_duration_minutes: '20', [`${d}_2_cancelled`]: 'true' },
  properties: { ...finished(`${d}_1`, 0.66), cancellation_reason: 'max duration reached' },
  cancellationReason: 'max duration reached',
  children: [
    { metrics: { Score: 0.6 }, parentTag: '{"--depth":3}' },
    { metrics: { Score: 0.66 }, parentTag: '{"--depth":6}' },
    { status: 'Canceled', parentTag: '{"--depth":9}' },
    { status: 'Canceled', parentTag: '{"--depth":9}' },
    { status: 'Failed', parentTag: '{"--depth":3}' },
  ],
};

const e = 'HD_ca9ce1ed-abab-4cdc-8efe-010203040506';
/** Canceled by its user: half of the children had ended with a metric, no best was recorded. */
export const halfCanceled: SweepShape = {
  id: e,
  status: 'Canceled',
  tagNames: 'both',
  tags: { ...oldTags('Loss', 'minimize'), cancellation_requested: 'true' },
  properties: sweepProperties,
  children: [
    { metrics: { Loss: [3, 2, 0] }, parentTag: '{"--depth": 3}' },
    { metrics: { Loss: 1 }, parentTag: '{"--depth": 6}' },
    { status: 'Canceled', metrics: { Loss: -1 }, parentTag: '{"--depth": 9}' },
    { status: 'Canceled', parentTag: '{"--depth": 9}' },
  ],
};

/** A sweep job of the second API, just submitted: an id without HD_, properties of the sampling, no child yet. */
export const secondApi: SweepShape = {
  id: 'brave_pear_7f3k2',
  status: 'Running',
  tagNames: 'prefixed',
  tags: {
    ...newTags('accuracy', 'maximize'),
    policy_config:
      '{"name":"TruncationSelection","properties":{"evaluation_interval":50,"delay_evaluation":75,"truncation_percentage":30,"exclude_finished_jobs":false}}',
    generator_config:
      '{"name":"RANDOM","parameter_space":{"lr":["uniform",[0.002,0.3]],"width":["choice",[[8,16]]]},"properties":{"rule":"Random","logbase":null,"seed":null}}',
  },
  properties: { ...sweepProperties, primary_metric_config: '{"name":"accuracy","goal":"maximize"}' },
  children: [],
  target: 'pear-cluster',
};

/** An early sweep job of the second API that failed: hardly a tag, and a search space that is broken JSON. */
export const corruptSpace: SweepShape = {
  id: '5c0ff1aa-d00d-11eb-9b1e-00155d000001',
  status: 'Failed',
  tagNames: 'prefixed',
  tags: {
    max_concurrent_jobs: '6',
    generator_config: '{"name":"RANDOM","parameter_space":{"trees":["choice",[["oak","elm"]]}',
  },
  properties: { ...sweepProperties, primary_metric_config: '{"name": "test-log_loss", "goal": "minimize"}' },
  children: [],
};
