import { describe, expect, it } from 'vitest';
import { readJobSections } from '../__fixtures__/read-job-sections.js';

describe('the sampling of a job', () => {
  it.each([
    ['random', { type: 'random' }],
    ['Grid', { type: 'grid' }],
    ['BAYESIAN', { type: 'bayesian' }],
    ['{ type: random }', { type: 'random' }],
    ['{ type: Grid }', { type: 'grid' }],
    ['{ type: bayesian }', { type: 'bayesian' }],
    [
      '{ type: random, seed: "7", logbase: "2.5", rule: Sobol }',
      { type: 'random', seed: 7n, logbase: 2.5, rule: 'sobol' },
    ],
    ['{ type: random, logbase: e, rule: random }', { type: 'random', logbase: 'e', rule: 'random' }],
    ['{ type: random, logbase: 10 }', { type: 'random', logbase: 10 }],
  ])('is read off %s', (text, sampling) => {
    const { job, problems } = readJobSections({ sampling_algorithm: text });
    expect([job.sampling, problems]).toEqual([sampling, []]);
  });

  it('is none where the file has none', () => {
    expect(readJobSections({}).job.sampling).toBeUndefined();
  });

  it.each([
    ['sobol', ['sampling_algorithm is "sobol", but takes one of random, grid, bayesian']],
    ['5', ['sampling_algorithm is 5, but takes one of random, grid, bayesian']],
    ['', ['sampling_algorithm is without a value, but takes one of random, grid, bayesian']],
    [
      '{ seed: 1 }',
      [
        'sampling_algorithm.seed is a key that Azure ML does not know, but takes one of type',
        'sampling_algorithm.type is missing, but takes one of random, grid, bayesian',
      ],
    ],
    ['{ type: sobol }', ['sampling_algorithm.type is "sobol", but takes one of random, grid, bayesian']],
    [
      '{ type: bayesian, seed: 1 }',
      ['sampling_algorithm.seed is a key that Azure ML does not know, but takes one of type'],
    ],
    [
      '{ type: random, sed: 1 }',
      [
        'sampling_algorithm.sed is a key that Azure ML does not know; did you mean seed?, but takes one of type, seed, logbase, rule',
      ],
    ],
    [
      '{ type: random, seed: many, logbase: true, rule: halton }',
      [
        'sampling_algorithm.seed is "many", but takes a whole number',
        'sampling_algorithm.logbase is true, but takes a number, or e',
        'sampling_algorithm.rule is "halton", but takes one of random, sobol',
      ],
    ],
  ])('is refused where it is %s', (text, expected) => {
    expect(readJobSections({ sampling_algorithm: text }).problems).toEqual(expected);
  });
});

describe('the early termination of a job', () => {
  const usual = { delayEvaluation: 0n, evaluationInterval: 0n };
  it.each([
    ['{ type: bandit }', { ...usual, type: 'bandit', slackFactor: 0n, slackAmount: 0n }],
    [
      '{ type: Bandit, slack_factor: "0.25", evaluation_interval: 2 }',
      { ...usual, type: 'bandit', evaluationInterval: 2n, slackFactor: 0.25, slackAmount: 0n },
    ],
    [
      '{ type: bandit, slack_amount: 2, delay_evaluation: 3.9 }',
      { ...usual, type: 'bandit', delayEvaluation: 3n, slackFactor: 0n, slackAmount: 2 },
    ],
    ['{ type: MedianStopping }', { ...usual, type: 'median_stopping', evaluationInterval: 1n }],
    ['{ type: median_stopping, evaluation_interval: 0 }', { ...usual, type: 'median_stopping' }],
    [
      '{ type: truncation_selection, truncation_percentage: 20 }',
      { ...usual, type: 'truncation_selection', truncationPercentage: 20n },
    ],
  ])('is read off %s, with what the client fills in', (text, policy) => {
    const { job, problems } = readJobSections({ early_termination: text });
    expect([job.policy, problems]).toEqual([policy, []]);
  });

  it('is none where the file has none', () => {
    expect(readJobSections({}).job.policy).toBeUndefined();
  });

  const types = 'one of bandit, median_stopping, truncation_selection';
  const unknown = 'is a key that Azure ML does not know';
  it.each([
    ['bandit', ['early_termination is "bandit", but takes a mapping']],
    ['{}', [`early_termination.type is missing, but takes ${types}`]],
    ['{ type: none }', [`early_termination.type is "none", but takes ${types}`]],
    [
      '{ type: median_stopping, slack_factor: 1 }',
      [`early_termination.slack_factor ${unknown}, but takes one of type, evaluation_interval, delay_evaluation`],
    ],
    [
      '{ type: bandit, truncation_percentage: 1 }',
      [
        `early_termination.truncation_percentage ${unknown}, but takes one of type, evaluation_interval, delay_evaluation, slack_factor, slack_amount`,
      ],
    ],
    [
      '{ type: truncation_selection, slack_amount: 1, truncation_percentage: 9 }',
      [
        `early_termination.slack_amount ${unknown}, but takes one of type, evaluation_interval, delay_evaluation, truncation_percentage`,
      ],
    ],
    [
      '{ type: truncation_selection }',
      ['early_termination.truncation_percentage is missing, but takes a whole number'],
    ],
    [
      '{ type: bandit, slack_factor: wide, slack_amount: true, evaluation_interval: often, delay_evaluation: long }',
      [
        'early_termination.delay_evaluation is "long", but takes a whole number',
        'early_termination.evaluation_interval is "often", but takes a whole number',
        'early_termination.slack_factor is "wide", but takes a number',
        'early_termination.slack_amount is true, but takes a number',
      ],
    ],
  ])('is refused where it is %s', (text, expected) => {
    expect(readJobSections({ early_termination: text }).problems).toEqual(expected);
  });
});

describe('the limits of a job', () => {
  it('are whole numbers, also in quotes', () => {
    const text = '{ max_total_trials: "4", max_concurrent_trials: 2, timeout: 3600.9, trial_timeout: "1_00" }';
    const { job, problems } = readJobSections({ limits: text });
    expect([job.limits, problems]).toEqual([
      { maxTotalTrials: 4n, maxConcurrentTrials: 2n, timeoutSeconds: 3600n, trialTimeoutSeconds: 100n },
      [],
    ]);
  });

  it.each([
    [undefined, ['limits is missing, but takes a mapping']],
    ['[4]', ['limits is a list of 1, but takes a mapping']],
    ['{ timeout: 60 }', ['limits.max_total_trials is missing, but takes a whole number']],
    [
      '{ max_total_trials: 4, max_cost: 3 }',
      [
        'limits.max_cost is a key that Azure ML does not know, but takes one of max_concurrent_trials, max_total_trials, timeout, trial_timeout',
      ],
    ],
    [
      '{ max_total_trials: few, max_concurrent_trials: many, timeout: PT2H, trial_timeout: }',
      [
        'limits.max_total_trials is "few", but takes a whole number',
        'limits.max_concurrent_trials is "many", but takes a whole number',
        'limits.timeout is "PT2H", but takes a whole number of seconds',
        'limits.trial_timeout is without a value, but takes a whole number of seconds',
      ],
    ],
  ])('are refused where they are %s', (text, expected) => {
    const { job, problems } = readJobSections({ limits: text });
    expect([job.limits.maxTotalTrials, problems]).toEqual([expected[0]?.includes('max_cost') ? 4n : 1n, expected]);
  });
});

describe('the objective of a job', () => {
  it.each([
    ['{ goal: Maximize, primary_metric: a b/c }', { goal: 'maximize', primaryMetric: 'a b/c' }],
    ['{ goal: MINIMIZE, primary_metric: "" }', { goal: 'minimize', primaryMetric: '' }],
  ])('is read off %s', (text, objective) => {
    const { job, problems } = readJobSections({ objective: text });
    expect([job.objective, problems]).toEqual([objective, []]);
  });

  it.each([
    [undefined, ['objective is missing, but takes a mapping']],
    [
      '{}',
      [
        'objective.goal is missing, but takes one of minimize, maximize',
        'objective.primary_metric is missing, but takes text',
      ],
    ],
    [
      '{ goal: max, primary_metric: 5 }',
      ['objective.goal is "max", but takes one of minimize, maximize', 'objective.primary_metric is 5, but takes text'],
    ],
    [
      '{ goal: minimize, primary_metric: a, type: b }',
      ['objective.type is a key that Azure ML does not know, but takes one of goal, primary_metric'],
    ],
  ])('is refused where it is %s', (text, expected) => {
    const { job, problems } = readJobSections({ objective: text });
    expect(problems).toEqual(expected);
    expect(job.objective).toEqual({ goal: 'minimize', primaryMetric: text?.includes(': a') ? 'a' : '' });
  });
});
