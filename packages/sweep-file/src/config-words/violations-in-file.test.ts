import { expect, it } from 'vitest';
import { violationsInFile } from './violations-in-file.js';

it('violations of a config are put into the words of its sweep file', () => {
  expect(
    violationsInFile([
      { path: 'resumeFrom[0].primaryMetricName', got: '"minValue"', takes: '"loss", the metric of this sweep' },
      { path: 'resumeChildRuns', got: '3 run keys', takes: 'at most maxTotalRuns, which is 2' },
    ]),
  ).toEqual([
    { path: 'resume_from[0].primary_metric_name', got: '"minValue"', takes: '"loss", the metric of this sweep' },
    { path: 'resume_child_runs', got: '3 run keys', takes: 'at most max_total_trials, which is 2' },
  ]);
});
