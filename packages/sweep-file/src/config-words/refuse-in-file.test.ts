import type { ConfigViolation } from '@hyperdrive-run/core';
import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { sweepFolder } from '../__fixtures__/sweep-folder.js';

const file = `type: sweep
trial: { command: "fit \${{search_space.x}}" }
search_space: { x: { type: uniform, min_value: 0, max_value: 1 } }
sampling_algorithm: random
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
`;
const inputs = 'inputs={ rows: { path: "azureml:rows:1" }, "a b": { path: "azureml:rows:1" }, model: 3 }';

/** What is said of a file that a target refuses something of. */
async function problemsOf(
  violation: Omit<ConfigViolation, 'got' | 'takes'> & Partial<ConfigViolation>,
  ...overrides: readonly string[]
): Promise<readonly string[]> {
  const target: SweepTarget = {
    name: 'a target',
    withoutEffect: { says: 'has no effect', reasons: new Map() },
    hasCompute: () => true,
    findViolations: () => [{ got: 'something', takes: 'another thing', ...violation }],
  };
  const files = await sweepFolder({ 'train.yml': 'command: fit\ncode: "azureml:code:1"\n' }, target);
  return files.problemsOf(file, ...overrides);
}

describe('what a target refuses of a config', () => {
  it('is refused in the file, in its words', async () => {
    const violation = { path: 'policy.slackFactor', got: 'an object', takes: 'at most maxTotalRuns' };
    expect(await problemsOf(violation)).toEqual([
      'sweep.yml:1:1: early_termination.slack_factor is a mapping, but takes at most max_total_trials',
    ]);
  });

  it('is refused in the file of the component where that says it', async () => {
    const problems = await problemsOf({ path: 'runConfig.code' }, 'trial=train.yml');
    expect(problems).toEqual([
      'train.yml:2:7: code is something, but takes another thing: replace it with --set trial.code=PATH',
    ]);
  });

  it('is not refused again where the reader refused it', async () => {
    const problems = await problemsOf({ path: 'runConfig.maxDurationSeconds' }, 'limits.trial_timeout=soon');
    expect(problems).toEqual([
      '--set limits.trial_timeout=soon: limits.trial_timeout is "soon", but takes a whole number of seconds',
    ]);
  });
});

describe('a reference that a target refuses', () => {
  it.each([
    ['runConfig.inputs.rows.path', 'inputs.rows.path=PATH'],
    ['runConfig.inputs["a b"].path', `'inputs["a b"].path=PATH'`],
  ])('comes with how to replace it, fit for a shell: %s', async (path, option) => {
    const [problem] = await problemsOf({ path }, inputs);
    expect(problem).toMatch(/ is something, but takes another thing: replace it with --set /);
    expect(problem?.endsWith(`--set ${option}`)).toBe(true);
  });

  it('comes with how to replace it where it is the code', async () => {
    expect(await problemsOf({ path: 'runConfig.code' }, 'trial.code=azureml:code:1')).toEqual([
      '--set trial.code=azureml:code:1: trial.code is something, but takes another thing: replace it with --set trial.code=PATH',
    ]);
  });

  it.each([
    ['an input that is a literal', 'runConfig.inputs.model'],
    ['an input that is not there', 'runConfig.inputs.nothing'],
    ['an output that is called as an input', 'runConfig.outputs.rows'],
    ['code that is not there', 'runConfig.code'],
    ['something else', 'runConfig.command'],
  ])('comes without, as it is %s', async (_, path) => {
    const [problem] = await problemsOf({ path }, inputs);
    expect(problem).toMatch(/ is something, but takes another thing$/);
  });
});

describe('a placeholder of a section that is refused as a whole', () => {
  it.each([
    ['inputs', 'inputs=[1]'],
    ['outputs', 'outputs=[1]'],
    ['search_space', 'search_space=[1]'],
  ])('is not refused for what it names: %s', async (section, override) => {
    const other = section === 'outputs' ? 'inputs' : 'outputs';
    const of = (got: string, path = 'runConfig.command'): Promise<readonly string[]> =>
      problemsOf({ path, got }, override).then((problems) =>
        problems.filter((problem) => problem.includes('another thing')),
      );
    expect(await of(`\${{${section}.a}}`)).toEqual([]);
    expect(await of(`\${{${other}.a}}`)).toHaveLength(1);
    expect(await of(`\${{${section}.a}}`, 'runConfig.environment')).toHaveLength(1);
  });
});
