import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { readYaml } from '../yaml/yaml-source.js';
import { formatFilePath } from './file-path.js';
import { applyOverrides, parseOverride } from './sweep-file-override.js';

const text = `type: sweep
trial: { command: "train \${{search_space.x}} \${{inputs.data}}" }
inputs:
  data: { type: uri_file, path: https://example.org/data.csv }
sampling_algorithm: random
search_space:
  x: { type: choice, values: [1, 2, 3] }
objective: { primary_metric: loss, goal: minimize }
limits: { max_total_trials: 4 }
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'here.csv': '' });
});
const local = 'inputs.data.path=here.csv';

describe('an override', () => {
  it('takes the place of what the file says, or is added to it', () => {
    const { config } = files.parse(
      text,
      local,
      'limits.max_total_trials=7',
      'limits.max_concurrent_trials=2',
      'search_space.x.values[1]=20',
      'search_space.x.values[3]=four',
      'objective.goal=maximize',
      'display_name=Iris: second try # 2',
    );
    expect([config.maxTotalRuns, config.maxConcurrentRuns, config.primaryMetricGoal]).toEqual([7, 2, 'maximize']);
    expect(config.hyperparameterSampling).toMatchObject({
      parameterSpace: new Map([['x', { kind: 'choice', values: [1, 20, 3, 'four'] }]]),
    });
    expect(files.parse(text, local, 'display_name=Iris: second try').displayName).toBe('Iris: second try');
  });

  it('opens the word that names a sampling, and takes what no word can say', () => {
    const { config } = files.parse(text, local, 'sampling_algorithm.seed=42', 'sampling_algorithm.rule=sobol');
    expect(config.hyperparameterSampling).toMatchObject({ kind: 'random', seed: 42, rule: 'sobol' });
    const grid = files.parse(text, local, 'sampling_algorithm={ type: grid }').config;
    expect(grid.hyperparameterSampling.kind).toBe('grid');
  });

  it('counts as the last of several, and takes a key away where it is empty', () => {
    expect(files.parse(text, local, 'limits.timeout=60', 'limits.timeout=120').config.maxDurationMinutes).toBe(2);
    expect(files.problemsOf(text, local, 'objective.goal=')).toEqual([
      '--set objective.goal=: objective.goal is missing, but takes maximize or minimize',
    ]);
    const withPolicy = `${text}early_termination: { type: bandit, slack_factor: 0.1 }\n`;
    expect(files.parse(withPolicy, local, 'early_termination=').config.policy.kind).toBe('none');
  });

  it('is named by the faults that come from it, and by no other', () => {
    expect(files.problemsOf(text, 'limits.max_total_trials=none', 'search_space.x.type=choose')).toEqual(
      [
        '--set search_space.x.type=choose: search_space.x.type is "choose", but takes one of choice, randint, uniform, quniform, loguniform, qloguniform, normal, qnormal, lognormal, qlognormal',
        '--set limits.max_total_trials=none: limits.max_total_trials is "none", but takes a whole number',
        '4:33: inputs.data.path is "https://example.org/data.csv", but takes a path on this machine, as nothing is downloaded: replace it with --set inputs.data.path=PATH',
      ].map((line) => line.replace(/^4:33/, 'sweep.yml:4:33')),
    );
    expect(files.problemsOf(text, local, 'limits.max_total_trial=2')).toEqual([
      '--set limits.max_total_trial=2: limits.max_total_trial is not a known key: did you mean max_total_trials?',
    ]);
    expect(files.warningsOf(text, local, 'displayname=x')).toContain(
      '--set displayname=x: displayname is not a known key and is passed over, where Azure ML refuses it; did you mean display_name?',
    );
  });

  it.each([
    ['nonsense', ' is no override'],
    ['=3', ' is no override'],
    ['a b=3', ' is no override'],
    ['a..b=3', ' is no override'],
    ['limits=[1', ' is not YAML'],
    ['type.x=3', 'type is no mapping'],
    ['search_space.x.values[9]=3', 'search_space.x.values is a list of 3'],
    ['limits[0]=3', 'limits is no list'],
  ])('%s is refused', (override, what) => {
    const [first] = files.problemsOf(text, local, override);
    expect(first).toContain(`--set ${override}: ${what}`);
  });

  it('puts any value at any path, and leaves the rest of the file as it is', () => {
    const step = fc.oneof(fc.constantFrom('limits', 'x', '--lr', '__proto__', 'a b', '"', 'a.b', '['), fc.string());
    const value = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.stringMatching(/^[a-z]{3,9}$/).filter((word) => word !== 'null'),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), value, (path, put) => {
        const override = parseOverride(`${formatFilePath(path)}=${String(put)}`);
        if (!('value' in override)) throw new Error(override.got);
        expect(override.path).toEqual(path);
        const source = readYaml('kept: [1, 2]\n');
        const after = applyOverrides(source, [override]);
        let found = after.value;
        for (const key of path) found = found instanceof Map ? (found.get(key) ?? null) : null;
        expect(found).toEqual(put);
        expect(after.locate(path).override).toBe(override.text);
        expect(after.locate(['kept'])).toEqual(
          path[0] === 'kept' && path.length === 1 ? after.locate(path) : source.locate(['kept']),
        );
      }),
    );
  });
});
