import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { takesJobs } from '../__fixtures__/takes-jobs.js';

const base = `type: sweep
trial:
  code: src
  command: python fit.py \${{search_space.depth}} {inputs.rows}
  environment: azureml:orchard:2
inputs: { rows: 1.0 }
search_space:
  depth: { type: choice, values: [1, 1.0, 010, "3", 1e3] }
sampling_algorithm: random
objective: { goal: Maximize, primary_metric: loss }
limits: { max_total_trials: "4" }
compute: azureml:cluster
experiment_name: trees
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'src/fit.py': '', 'table.csv': '', 'conda.yml': 'b: 1\na: [x]\n' }, takesJobs);
});

describe('a job', () => {
  it('keeps the form of numbers, as YAML 1.1 has it: whole ones are bigint', () => {
    const { job } = files.parse(base);
    expect(job?.searchSpace.get('depth')).toEqual(['choice', [[1n, 1, 8n, '3', '1e3']]]);
    expect(job?.limits.maxTotalTrials).toBe(4n);
    expect(job?.inputs.get('rows')).toEqual({ kind: 'literal', value: '1.0' });
  });

  it('has the command with doubled braces, the code by its absolute path, names without azureml:', () => {
    const { job, config } = files.parse(base);
    expect(job).toMatchObject({
      compute: 'cluster',
      experimentName: 'trees',
      objective: { goal: 'maximize' },
      trial: {
        command: 'python fit.py ${{search_space.depth}} ${{inputs.rows}}',
        code: { kind: 'local', path: `${files.folder}/src` },
        environment: { kind: 'version', name: 'orchard', version: '2' },
      },
    });
    expect(config.maxTotalRuns).toBe(4);
  });

  it('has a conda file as PyYAML writes it, keys sorted', () => {
    const { job } = files.parse(base, 'trial.environment={ image: python, conda_file: conda.yml }');
    expect(job?.trial.environment).toMatchObject({ kind: 'inline', condaFile: 'a:\n- x\nb: 1\n' });
  });

  it('is named after the folder that it is submitted from where the file names no experiment', () => {
    const { job } = files.parse(base, 'experiment_name=');
    expect(job?.experimentName).toMatch(/^\S+$/);
  });

  it('has no warning of what only Azure ML has, nor of its name', () => {
    const own = ['name=trees_1', 'identity={ type: user_identity }', 'queue_settings={ job_tier: spot }'];
    expect(files.warningsOf(base, ...own).filter((warning) => !warning.includes('older form'))).toEqual([]);
  });

  it.each([
    ['code that does not exist', 'trial.code=nowhere', 'trial.code'],
    ['code below a file', 'trial.code=table.csv/src', 'trial.code'],
    ['an environment that is built', 'trial.environment={ build: { path: src } }', 'trial.environment'],
    ['an environment without a version', 'trial.environment=azureml:orchard', 'trial.environment'],
    ['an input that does not exist', 'inputs.rows={ type: uri_file, path: nowhere.csv }', 'inputs.rows.path'],
    ['an input below a file', 'inputs.rows={ type: uri_file, path: table.csv/rows.csv }', 'inputs.rows.path'],
    ['data without a version', 'inputs.rows={ type: uri_file, path: azureml:iris }', 'inputs.rows.path'],
    ['a policy with bayesian', 'early_termination={ type: median_stopping }', 'early_termination'],
    ['a local compute', 'compute=local', 'compute'],
    ['a name that is too long', `name=${'x'.repeat(256)}`, 'name'],
    ['a key that nobody knows', 'owner=Ada', 'owner'],
    ['a tag that is a number', 'tags={ year: 2026 }', 'tags.year'],
    ['a name with a dash', 'inputs.a-b=3', 'inputs.a-b'],
    ['a key without a value', 'description={}', 'description'],
  ])('is refused with %s, which is named', (_what, override, key) => {
    const problems = files.problemsOf(base, override, 'sampling_algorithm=bayesian');
    expect(problems.filter((problem) => problem.includes(`: ${key} is `))).toHaveLength(1);
  });

  it.each(['uri_file', 'uri_folder'])(
    'is refused with an input of type %s that is a device, and called none else',
    (type) => {
      const [problem] = files.problemsOf(base, `inputs.rows={ type: ${type}, path: /dev/null }`);
      expect(problem).toContain('inputs.rows.path is "/dev/null", which is neither, but a device, a pipe or a socket');
    },
  );
});
