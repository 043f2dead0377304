import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../runs/run.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';
import type { UncheckedHyperDriveConfigOptions } from '../model/hyperdrive-config-options.js';
import { uniform } from '../model/numeric-expressions.js';
import { RandomParameterSampling } from '../model/sampling.js';
import { UnknownSampling } from '../model/unknown-sampling.js';
import { type SweepDocument, toSweepDocument } from './to-sweep-document.js';

const runConfig = { command: 'train', environment: { type: 'reference', name: 'azureml:e:1' }, target: 'cpu' } as const;

function described(options: Partial<UncheckedHyperDriveConfigOptions> = {}, run?: Partial<RunRecord>): SweepDocument {
  const config = new HyperDriveConfig({
    primaryMetricName: 'acc',
    primaryMetricGoal: 'minimize',
    maxTotalRuns: 4,
    hyperparameterSampling: new RandomParameterSampling({ '--lr': uniform(0, 1) }),
    runConfig,
    ...options,
    validate: false,
  });
  const record: RunRecord = {
    runId: 'HD_1',
    status: 'Completed',
    hidden: false,
    warnings: [],
    tags: new Map(),
    properties: new Map(),
  };
  return toSweepDocument(config, run === undefined ? undefined : { ...record, ...run });
}

function messageAt(path: string, document: SweepDocument): string | undefined {
  return document.notes.find((note) => note.path === path)?.message;
}

describe('a sweep as a document', () => {
  it('has its sections in the order in which people write them', () => {
    const run = { experimentName: 'iris', displayName: 'first', description: 'try', tags: new Map([['owner', 'ada']]) };
    const { document } = described({}, run);
    expect([...document.keys()]).toEqual([
      '$schema',
      'type',
      'experiment_name',
      'display_name',
      'description',
      'tags',
      'trial',
      'compute',
      'sampling_algorithm',
      'search_space',
      'objective',
      'limits',
    ]);
    expect(document.get('$schema')).toBe('https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json');
    expect(document.get('type')).toBe('sweep');
    expect(document.get('experiment_name')).toBe('iris');
    expect(document.get('display_name')).toBe('first');
    expect(document.get('description')).toBe('try');
    expect(document.get('tags')).toEqual(new Map([['owner', 'ada']]));
    expect(document.get('compute')).toBe('azureml:cpu');
    expect(document.get('objective')).toEqual(
      new Map([
        ['primary_metric', 'acc'],
        ['goal', 'minimize'],
      ]),
    );
  });

  it('lacks what nobody said', () => {
    const { document } = described({}, { description: '' });
    for (const key of [
      'experiment_name',
      'display_name',
      'description',
      'tags',
      'inputs',
      'outputs',
      'early_termination',
    ])
      expect(document.has(key)).toBe(false);
    expect(described().document.has('tags')).toBe(false);
  });

  it.each([[undefined], ['local']])('has no compute, and a note, where its target is %j', (target) => {
    const document = described({ runConfig: { ...runConfig, target } });
    expect(document.document.has('compute')).toBe(false);
    expect(messageAt('compute', document)).toBe('is missing: Azure ML needs one, the local service none');
  });

  it('says that limits are defaults where the sweep has none of its own', () => {
    expect(messageAt('limits', described({ maxTotalRuns: undefined }))).toBe(
      'are the defaults: the sweep does not say its own',
    );
    expect(messageAt('limits', described())).toBeUndefined();
  });

  it.each([
    [59, true],
    [60, false],
    [60.5, true],
    [61, false],
  ])('of a time of %j seconds notes that Azure ML does not take it as it is: %j', (seconds, isNoted) => {
    const document = described({
      maxDurationSeconds: seconds,
      runConfig: { ...runConfig, maxDurationSeconds: seconds },
    });
    const message = `is ${seconds} seconds, of which Azure ML takes whole ones, and at least 60`;
    expect(messageAt('limits.timeout', document)).toBe(isNoted ? message : undefined);
    expect(messageAt('limits.trial_timeout', document)).toBe(isNoted ? message : undefined);
    expect(document.document.get('limits')).toEqual(
      new Map([
        ['max_total_trials', 4],
        ['max_concurrent_trials', 4],
        ['timeout', seconds],
        ['trial_timeout', seconds],
      ]),
    );
  });

  it('says nothing of how long a trial may run where the sweep does not', () => {
    expect(described().document.get('limits')).toStrictEqual(
      new Map([
        ['max_total_trials', 4],
        ['max_concurrent_trials', 4],
        ['timeout', 7 * 24 * 3600],
      ]),
    );
  });

  it.each(['resumeFrom', 'resumeChildRuns'] as const)('notes that it builds on earlier runs, by %s', (option) => {
    const message = "is missing: the sweep builds on earlier runs, which Azure ML's files cannot say";
    expect(messageAt('resume_from', described({ [option]: [{ runId: 'HD_0', runScope: {} }] }))).toBe(message);
    expect(messageAt('resume_from', described())).toBeUndefined();
  });

  it('has no search space where its sampling is not known', () => {
    const document = described({ hyperparameterSampling: new UnknownSampling('Fancy', null) });
    expect(document.document.has('sampling_algorithm')).toBe(false);
    expect(document.document.get('search_space')).toEqual(new Map());
    expect(messageAt('sampling_algorithm', document)).toBe(
      'and search_space are missing: the sweep does not say them in a form that is known',
    );
  });

  it('keeps how values are written, under the names that files take', () => {
    const texts = new Map([['2', '2.0']]);
    const valueTexts = new Map([
      ['--lr', texts],
      ['else', texts],
    ]);
    expect(described({ runConfig: { ...runConfig, valueTexts } }).valueTexts).toEqual(
      new Map([
        ['lr', texts],
        ['else', texts],
      ]),
    );
    expect(described().valueTexts).toEqual(new Map());
  });
});

describe('the tags of a document', () => {
  it.each([
    ['owner', true],
    ['my.mlflow.x', true],
    ['HD_1', true],
    ['HD_1_x', true],
    ['HD_1_x_cancelled', true],
    ['HD_1_0_cancelled_not', true],
    ['HD_1_0_cancelled_cancelled', true],
    ['HD_1_cancelled_0', true],
    ['HD_2_0', true],
    ['max_total_jobs_of_mine', true],
    ['_aml_system_anything', false],
    ['mlflow.user', false],
    ['azureml.x', false],
    ['hyperdrive.x', false],
    ['HD_1_0', false],
    ['HD_1_12_cancelled', false],
    ['generator_config', false],
    ['primary_metric_config', false],
    ['policy_config', false],
    ['platform_config', false],
    ['max_total_jobs', false],
    ['max_concurrent_jobs', false],
    ['max_duration_minutes', false],
    ['resume_child_runs', false],
    ['all_jobs_generated', false],
    ['cancellation_requested', false],
    ['samples_generated_count', false],
    ['final_best_metric_update_retry_count', false],
  ])('have %s: %j', (name, isOwn) => {
    expect(described({}, { tags: new Map([[name, 'x']]) }).document.has('tags')).toBe(isOwn);
  });

  it('lack what the service has under its own name, too', () => {
    const tags = new Map([
      ['progress', 'x'],
      ['_aml_system_progress', 'x'],
      ['owner', 'ada'],
    ]);
    expect(described({}, { tags }).document.get('tags')).toEqual(new Map([['owner', 'ada']]));
  });
});
