import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { SweepFileError } from '../sweep-file-error.js';

const base = `type: sweep
trial:
  code: src
  command: python fit.py --depth \${{search_space.depth}} --table \${{inputs.table}} --rows \${{inputs.rows}}
  environment: azureml:orchard@latest
inputs:
  table: { type: uri_file, path: table.csv }
  rows: 3
sampling_algorithm: random
search_space:
  depth: { type: uniform, min_value: 0.5, max_value: 9 }
objective: { goal: minimize, primary_metric: loss }
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
compute: azureml:cluster
`;

const azureRefuses = /Azure ML(?:'s own client)? refuses/;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'src/fit.py': '', 'fit.py': '', 'table.csv': '', 'trial.yml': 'command: python fit.py' });
});

/** `sent` as Azure ML's client sends it, `warned` where only that client refuses it, or the paths of the faults. */
function outcomeOf(overrides: readonly string[]): string {
  try {
    const { warnings } = files.parse(base, ...overrides);
    return warnings.some(({ message }) => azureRefuses.test(message)) ? 'warned' : 'sent';
  } catch (error) {
    if (!SweepFileError.isInstance(error)) throw error;
    return error.problems.map(({ path }) => path).join(' ');
  }
}

/** What azure-ai-ml 1.35.2 sends, and what it refuses before or after its upload. */
describe('beside Azure ML, a sweep file', () => {
  it.each([
    ['without a sampling', 'sampling_algorithm='],
    ['with a sampling in capitals', 'sampling_algorithm=Random'],
    ['with a negative seed', 'sampling_algorithm={ type: random, seed: -1 }'],
    ['with a fraction as q', 'search_space.depth={ type: quniform, min_value: 1, max_value: 9, q: 0.5 }'],
    ['with a small q of a normal', 'search_space.depth={ type: qnormal, mu: 0, sigma: 1, q: 1.0e-3 }'],
    ['with exponents that round to 0', 'search_space.depth={ type: qloguniform, min_value: -6, max_value: -1, q: 1 }'],
    ['with bounds between two multiples', 'search_space.depth={ type: quniform, min_value: 1, max_value: 2, q: 5 }'],
    ['with equal exponents', 'search_space.depth={ type: loguniform, min_value: -1, max_value: -1 }'],
    ['with numbers in quotes', 'search_space.depth={ type: randint, upper: "10" }'],
    ['with choices of a kind each', 'search_space.depth={ type: choice, values: [1, 0.5, a, { b: 1 }] }'],
    ['with code that is one file', 'trial.code=fit.py'],
    ['without code', 'trial.code='],
    ['with a variable without a value', 'trial.environment_variables={ A: , B: 2, C: true, D: "" }'],
    ['with an output without a type', 'outputs={ model: , other: {} }'],
    ['with a tag without a value', 'tags={ draft: }'],
    ['with more at once than in all', 'limits.max_concurrent_trials=9'],
    ['with a timeout in quotes', 'limits.timeout="7200"'],
    ['with an environment of its own', 'trial.environment={ image: python }'],
    [
      'with an environment of a registry',
      'trial.environment=azureml://registries/azureml/environments/e/labels/latest',
    ],
    ['with a curated environment', 'trial.environment=azureml:AzureML-sklearn-1.0'],
    ['with an input in a mapping', 'inputs.rows={ value: 3 }'],
    ['with a policy in camel case', 'early_termination={ type: MedianStopping }'],
    ['with a slack of 0', 'early_termination={ type: bandit, slack_factor: 0 }'],
    ['without a compute', 'compute='],
    ['with a distribution', 'trial.distribution={ type: PyTorch }'],
  ])('%s is taken by both', (_name, ...overrides) => {
    expect(outcomeOf(overrides)).toBe('sent');
  });

  it.each([
    ['with a boolean as a choice', 'search_space.depth={ type: choice, values: [true, 1] }'],
    ['with null as a choice', 'search_space.depth={ type: choice, values: [1, null] }'],
    ['with lists as choices', 'search_space.depth={ type: choice, values: [[1, 2], [3]] }'],
    ['with a name with a dash', 'search_space.a-b={ type: choice, values: [1] }'],
    ['with a name of other letters', 'search_space.größe={ type: choice, values: [1] }'],
    ['with an input with a dash', 'inputs.a-b=3'],
    ['with a seed for bayesian', 'sampling_algorithm={ type: bayesian, seed: 1 }'],
    ['without limits', 'limits='],
    ['without a total', 'limits.max_total_trials='],
    ['with a number as a tag', 'tags={ year: 2026 }'],
    ['with a boolean as a property', 'properties={ final: true }'],
    ['with a component as trial', 'trial=trial.yml'],
    ['with inputs of the trial', 'trial.inputs={ rows: 3 }'],
    ['with a compute of the trial', 'trial.compute=azureml:cluster'],
    ['with its type in capitals', 'type=Sweep'],
    ['with a key that nobody knows', 'owner=Ada'],
    ['with a policy of none', 'early_termination={ type: none }'],
    ['with an environment without a version', 'trial.environment=azureml:orchard'],
    ['with an environment that is only a name', 'trial.environment=orchard@latest'],
    ['with an environment that is a number', 'trial.environment=5'],
    ['with a tier that is none', 'queue_settings={ job_tier: gold }'],
    ['with a distribution that is none', 'trial.distribution={ type: smoke }'],
    ['with a count that is none', 'resources={ instance_count: many }'],
    ['on a local compute', 'compute=local'],
  ])('%s runs here, with a warning that Azure ML refuses it', (_name, ...overrides) => {
    expect(outcomeOf(overrides)).toBe('warned');
  });

  it('with keys without a value is warned of each', () => {
    const text = base.replace('  code: src', '  code:').replace('compute: azureml:cluster', 'compute:\ndescription:');
    const warned = files.warningsOf(text).filter((warning) => azureRefuses.test(warning));
    expect(warned).toEqual([
      "sweep.yml:3:3: trial.code is no fault for this machine, but Azure ML's own client refuses this: a key without a value is to be left out there",
      "sweep.yml:14:1: compute is no fault for this machine, but Azure ML's own client refuses this: a key without a value is to be left out there",
      "sweep.yml:15:1: description is no fault for this machine, but Azure ML's own client refuses this: a key without a value is to be left out there",
    ]);
  });

  it.each([
    ['a q of 0', 'search_space.depth={ type: quniform, min_value: 1, max_value: 9, q: 0 }', 'search_space.depth.q'],
    ['an upper bound of 10.5', 'search_space.depth={ type: randint, upper: 10.5 }', 'search_space.depth.upper'],
    ['an upper bound of 0', 'search_space.depth={ type: randint, upper: 0 }', 'search_space.depth.upper'],
    ['no hyperparameter', 'search_space={}', 'search_space'],
    ['choices that are no list', 'search_space.depth={ type: choice, values: {} }', 'search_space.depth.values'],
    ['a sampling that is none', 'sampling_algorithm=sobol', 'sampling_algorithm'],
    ['a total of -1', 'limits.max_total_trials=-1', 'limits.max_total_trials'],
    ['an input of no known type', 'inputs.table={ type: integer, default: 3 }', 'inputs.table.type'],
    ['an input of another type', 'inputs.table={ type: csv, path: table.csv }', 'inputs.table.type'],
    [
      'a slack that is text',
      'early_termination={ type: bandit, slack_amount: wide }',
      'early_termination.slack_amount',
    ],
    ['inputs that are no mapping', 'inputs=[1]', 'inputs'],
    ['code that does not exist', 'trial.code=nowhere', 'trial.code'],
    ['a timeout of 40 days', 'limits.timeout=3456000', 'limits.timeout'],
  ])('with %s has one fault', (_name, override, path) => {
    expect(outcomeOf([override])).toBe(path);
  });

  it('under grid with a choice that is broken has no second, false fault', () => {
    const overrides = ['sampling_algorithm=grid', 'search_space.depth={ type: choice, values: {} }'];
    expect(files.problemsOf(base, ...overrides)).toEqual([
      '--set search_space.depth={ type: choice, values: {} }: search_space.depth.values is a mapping, but takes a list of values',
    ]);
  });
});
