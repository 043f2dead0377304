import { expect, it } from 'vitest';
import { statusOfRuns } from './status-of-runs.js';

it.each([
  [[], 'NotStarted'],
  [['Completed', 'Failed', 'Canceled'], 'Completed'],
  [['Failed'], 'Completed'],
  [['Completed', 'Queued'], 'Running'],
  [['Brooding', 'Completed'], 'Running'],
])('says of runs that are %j together: %s', (statuses, expected) => {
  expect(statusOfRuns(statuses)).toBe(expected);
});
