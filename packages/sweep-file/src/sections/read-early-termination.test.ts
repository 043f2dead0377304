import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

const file = `type: sweep
trial: { command: "fit \${{search_space.depth}}" }
search_space: { depth: { type: choice, values: [1] } }
sampling_algorithm: random
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;
let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({});
});

const policyOf = (text: string): JsonValue => files.parse(file, `early_termination=${text}`).config.policy.toWire();

const faultsOf = (text: string): readonly string[] => {
  const override = `early_termination=${text}`;
  return files.problemsOf(file, override).map((problem) => problem.replace(`--set ${override}: early_termination`, ''));
};

describe('early termination', () => {
  it.each([
    [
      '{ type: bandit, slack_factor: "0.2" }',
      'Bandit',
      '"evaluation_interval":1,"delay_evaluation":0,"slack_factor":0.2',
    ],
    [
      '{ type: Bandit, slack_amount: 2, evaluation_interval: 3, delay_evaluation: 4 }',
      'Bandit',
      '"evaluation_interval":3,"delay_evaluation":4,"slack_amount":2',
    ],
    [
      '{ type: MedianStopping, evaluation_interval: 2 }',
      'MedianStopping',
      '"evaluation_interval":2,"delay_evaluation":0',
    ],
    [
      '{ type: truncation_selection, truncation_percentage: 30, delay_evaluation: 4 }',
      'TruncationSelection',
      '"evaluation_interval":1,"delay_evaluation":4,"exclude_finished_jobs":false,"truncation_percentage":30',
    ],
  ])('is read off %s', (text, name, properties) => {
    expect(policyOf(text)).toEqual(parseJson(`{"name":"${name}","properties":{${properties}}}`));
  });

  it('is none where the type says so, or the key is not there', () => {
    const none = files.parse(file).config.policy.toWire();
    expect(policyOf('{ type: none }')).toEqual(none);
    expect(policyOf('')).toEqual(none);
  });

  it('of none has no other key, which is said', () => {
    const override = 'early_termination={ type: none, slack_factor: 1 }';
    expect(files.warningsOf(file, override)).toEqual([
      `--set ${override}: early_termination.slack_factor is not a known key and is passed over, where Azure ML refuses it`,
      `--set ${override}: early_termination.type is no fault for this machine, but Azure ML's own client refuses this: without early termination the key is left out there`,
    ]);
  });

  const types = 'one of bandit, median_stopping, truncation_selection, none';
  it.each([
    ['bandit', [' is "bandit", but takes a mapping with a type']],
    ['{}', [`.type is missing, but takes ${types}`]],
    ['{ type: hyperband }', [`.type is "hyperband", but takes ${types}`]],
    ['{ type: bandit, slack_factor: wide }', ['.slack_factor is "wide", but takes a finite number']],
    ['{ type: bandit, slack_amount: wide }', ['.slack_amount is "wide", but takes a finite number']],
    ['{ type: bandit, slack_faktor: 1 }', ['.slack_faktor is not a known key: did you mean slack_factor?']],
    [
      '{ type: bandit, slack_amount: 1, evaluation_intervall: 2 }',
      ['.evaluation_intervall is not a known key: did you mean evaluation_interval?'],
    ],
    [
      '{ type: bandit, slack_factor: 1, delay_evaluation: long }',
      ['.delay_evaluation is "long", but takes a finite number'],
    ],
    [
      '{ type: bandit, slack_factor: 1, slack_amount: 1 }',
      ['.slack_factor is set, but takes exactly one of it and slack_amount'],
    ],
    [
      '{ type: median_stopping, evaluation_interval: often }',
      ['.evaluation_interval is "often", but takes a finite number'],
    ],
    ['{ type: truncation_selection }', ['.truncation_percentage is missing, but takes a whole number from 1 to 99']],
    [
      '{ type: truncation_selection, truncation_percentage: some }',
      ['.truncation_percentage is "some", but takes a whole number from 1 to 99'],
    ],
  ])('is refused, once, where it is %s', (text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });
});
