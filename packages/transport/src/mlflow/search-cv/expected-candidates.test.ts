import { expect, it } from 'vitest';
import { expectedCandidates } from './expected-candidates.js';

const grid = "{'C': [0.1, 1, 10, 100], 'gamma': [0.01, 0.1, 1]}";

it.each([
  [{ param_grid: grid }, 12],
  [{ param_grid: `[{'kernel': ['linear']}, ${grid}]` }, 13],
  [{ param_grid: "{'C': array([1, 2])}" }, undefined],
  [{ param_grid: grid.slice(0, 20) }, undefined],
  [{ n_iter: '10', param_distributions: "{'C': <scipy.stats._distn at 0x7f>}" }, 10],
  [{ n_iter: '10', param_distributions: "{'clf': [SVC(), Tree()]}" }, 2],
  [{ n_candidates: 'exhaust' }, undefined],
  [{}, undefined],
] as const)('says of a search with %j how many candidates it had', (params, count) => {
  expect(expectedCandidates(new Map(Object.entries(params)))).toBe(count);
});
