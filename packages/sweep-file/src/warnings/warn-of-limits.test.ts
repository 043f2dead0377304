import { describe, expect, it } from 'vitest';
import { cloud } from '../__fixtures__/cloud.js';
import { sweepFolder } from '../__fixtures__/sweep-folder.js';
import { thisMachine } from '../__fixtures__/this-machine.js';

const base = `type: sweep
trial: { command: "fit \${{search_space.x}}" }
search_space: { x: { type: uniform, min_value: 0, max_value: 1 } }
sampling_algorithm: random
objective: { primary_metric: yield, goal: maximize }
`;

describe('limits', () => {
  it.each(['', 'limits:\n', 'limits: {}\n', 'limits: { max_total_trials: }\n'])(
    'that name no number of trials have one warning, with what is used instead: %j',
    async (limits) => {
      const files = await sweepFolder({});
      expect(files.warningsOf(base + limits)).toEqual([
        expect.stringMatching(
          /limits\.max_total_trials is missing: at most 1000 trials are run, 2 at once, as many as this machine has cores\. Azure ML refuses this: it must be given$/,
        ),
      ]);
    },
  );

  it('that name it alone are warned of how many run at once', async () => {
    const files = await sweepFolder({});
    expect(files.warningsOf(`${base}limits: { max_total_trials: 9 }\n`)).toEqual([
      'sweep.yml:6:1: limits.max_concurrent_trials is missing: 2 trials run at once, as many as this machine has cores',
    ]);
  });

  it('that name it alone are not warned of where as many run at once as there are, or another service decides', async () => {
    const files = await sweepFolder({});
    expect(files.warningsOf(`${base}limits: { max_total_trials: 2 }\n`)).toEqual([]);
    const elsewhere = await sweepFolder({}, cloud);
    const warnings = elsewhere.warningsOf(`${base}limits: { max_total_trials: 900 }\n`);
    expect(warnings.filter((warning) => warning.includes('is missing'))).toEqual([]);
  });

  it('are warned of in the singular where there is one core', async () => {
    const files = await sweepFolder({}, { ...thisMachine, trialsAtOnce: 1 });
    expect(files.warningsOf(`${base}limits: { max_total_trials: 9 }\n`)).toEqual([
      'sweep.yml:6:1: limits.max_concurrent_trials is missing: 1 trial runs at once, as many as this machine has cores',
    ]);
  });

  it('that name no total, but how many run at once, have no word of cores', async () => {
    const files = await sweepFolder({});
    expect(files.warningsOf(`${base}limits: { max_concurrent_trials: 3 }\n`)).toEqual([
      'sweep.yml:6:1: limits.max_total_trials is missing: at most 1000 trials are run. Azure ML refuses this: it must be given',
    ]);
  });
});
