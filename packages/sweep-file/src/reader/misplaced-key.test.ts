import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

/** A right file, into which each test puts a key that is not read there. */
const file = `type: sweep
trial:
  command: fit \${{search_space.depth}}
search_space:
  depth: { type: quniform, min_value: 1, max_value: 9, q: 2 }
objective: { primary_metric: yield, goal: maximize }
sampling_algorithm: { type: random }
early_termination: { type: bandit, slack_factor: 0.2 }
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({});
});

describe('a key that says what runs, but is not read where it is', () => {
  it.each([
    ['max_total_trials=3', 'at the wrong level: write limits.max_total_trials'],
    ['timeout=60', 'at the wrong level: write limits.timeout, in seconds'],
    ['trial_timeout=60', 'at the wrong level: write limits.trial_timeout, in seconds'],
    ['trial.max_concurrent_trials=2', 'at the wrong level: write limits.max_concurrent_trials'],
    ['objective.max_total_trials=2', 'at the wrong level: write limits.max_total_trials'],
    ['trial.timeout=60', 'not a known key: write limits.trial_timeout, in seconds'],
    ['trial.limits={ timeout: 60 }', 'at the wrong level: write limits'],
    ['seed=7', 'at the wrong level: write sampling_algorithm.seed'],
    ['limits.goal=minimize', 'at the wrong level: write objective.goal'],
    ['slack_amount=0.1', 'at the wrong level: write early_termination.slack_amount'],
    ['command=fit', 'at the wrong level: write trial.command'],
    ['trial.search_space={}', 'at the wrong level: write search_space'],
    ['limits.maxTotalTrials=3', 'not a known key: write limits.max_total_trials'],
    ['maxConcurrentTrials=3', 'not a known key: write limits.max_concurrent_trials'],
    ['limits.max-total-trials=3', 'not a known key: write limits.max_total_trials'],
    ['limits.timeout_minutes=30', 'not a known key: write limits.timeout, in seconds'],
    ['limits.timeout_in_hours=1', 'not a known key: write limits.timeout, in seconds'],
    ['limits.max_duration_minutes=30', 'not a known key: write limits.timeout, in seconds'],
    ['max_duration_minutes=30', 'not a known key: write limits.timeout, in seconds'],
    ['limits.trial_timeout_secs=30', 'not a known key: write limits.trial_timeout, in seconds'],
    ['trialTimeoutSeconds=30', 'not a known key: write limits.trial_timeout, in seconds'],
    ['max_concurrent_runs=4', 'not a known key: write limits.max_concurrent_trials'],
    ['max_total_runs=4', 'not a known key: write limits.max_total_trials'],
    ['policy={ type: bandit }', 'not a known key: write early_termination'],
    ['earlyTermination={ type: bandit }', 'not a known key: write early_termination'],
    ['primary_metric_name=loss', 'not a known key: write objective.primary_metric'],
    ['trial.env={ A: 1 }', 'not a known key: write trial.environment_variables'],
    ['trial.environmentVariables={ A: 1 }', 'not a known key: write trial.environment_variables'],
    ['early_terminaton={ type: bandit }', 'not a known key: did you mean early_termination?'],
    ['trail={}', 'not a known key: did you mean trial?'],
    ['trial.comand=fit', 'not a known key: did you mean command?'],
    ['limits.max_totl_trials=3', 'not a known key: did you mean max_total_trials?'],
    ['early_termination.slack_ammount=0.1', 'not a known key: did you mean slack_amount?'],
    ['search_space.depth.step=2', 'not a known key: write search_space.depth.q'],
    [
      'limits.budget=3',
      'no key of limits, which takes max_total_trials, max_concurrent_trials, timeout and trial_timeout',
    ],
    ['objective.threshold=0.9', 'no key of objective, which takes type, primary_metric and goal'],
    ['early_termination.truncation_percentage=10', 'no key of early_termination, which takes'],
    ['search_space.depth.values=[1]', 'no key of search_space.depth, which takes type, min_value, max_value and q'],
    ['sampling_algorithm.acquisition=ei', 'no key of sampling_algorithm, which takes type, seed, rule and logbase'],
  ])('is refused with its place: %s', (override, says) => {
    const path = override.slice(0, override.indexOf('='));
    const [fault, ...others] = files.problemsOf(file, override);
    expect(fault).toContain(`--set ${override}: ${path.replace(/\.([\w-]*-[\w-]*)$/, '.$1')} is ${says}`);
    expect(others).toEqual([]);
  });

  it('is the one fault, though what it means is missing where it belongs', () => {
    const faults = (text: string): readonly string[] => files.problemsOf(text);
    expect(faults(file.replace('max_value: 9', 'high: 9'))).toEqual([
      'sweep.yml:5:42: search_space.depth.high is not a known key: write search_space.depth.max_value',
    ]);
    expect(faults(file.replace('type: quniform', 'distribution: quniform'))).toEqual([
      'sweep.yml:5:12: search_space.depth.distribution is not a known key: write search_space.depth.type',
    ]);
    expect(faults(file.replace('objective: { primary_metric: yield, goal: maximize }', 'metric: yield'))).toEqual([
      'sweep.yml:6:1: metric is not a known key: write objective.primary_metric',
    ]);
    expect(faults(file.replace('slack_factor', 'slack_faktor'))).toEqual([
      'sweep.yml:8:36: early_termination.slack_faktor is not a known key: did you mean slack_factor?',
    ]);
    expect(faults(file.replace('trial:\n  command', 'command'))).toEqual([
      'sweep.yml:2:1: command is at the wrong level: write trial.command',
    ]);
  });

  it('brings no warning of what would count without it', () => {
    const text = file.replace('limits: { max_total_trials: 6, max_concurrent_trials: 1 }', 'max_total_trials: 6');
    const error: unknown = (() => {
      try {
        return files.parse(text);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toMatchObject({ problems: [{ path: 'max_total_trials' }] });
    const warned = error instanceof Error && 'warnings' in error && Array.isArray(error.warnings) ? error.warnings : [];
    expect(warned.map((warning: { readonly path: string }) => warning.path)).not.toContain('limits.max_total_trials');
  });
});

describe('a key that says nothing about what runs', () => {
  it.each(['owner', 'team', 'notes', 'displayName', 'trial.owner', 'trial.component', 'x-anchors'])(
    'is passed over with a warning: %s',
    (key) => {
      const [warning] = files.warningsOf(file, `${key}=x`).filter((one) => one.includes(`: ${key} `));
      expect(warning).toContain('is not a known key and is passed over, where Azure ML refuses it');
    },
  );

  it('that another sampling takes has no effect, which is said', () => {
    expect(
      files.warningsOf(file, 'sampling_algorithm={ type: bayesian, rule: sobol }', 'early_termination='),
    ).toContain(
      '--set sampling_algorithm={ type: bayesian, rule: sobol }: sampling_algorithm.rule has no effect with bayesian, where Azure ML refuses it',
    );
  });
});
