import { describe, expect, it } from 'vitest';
import { sweepFolder } from '../__fixtures__/sweep-folder.js';

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
});
