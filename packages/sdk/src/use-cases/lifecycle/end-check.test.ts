import { expect, it } from 'vitest';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { makeSweep } from '../../testing/sweep-fixture.js';
import { createEndCheck } from './end-check.js';

const study = (status: string, secondsAgo?: number) => {
  const { record } = makeSweep({ scope, status, properties: new Map([['optuna', 'study']]) }).parent;
  const endTime = secondsAgo === undefined ? undefined : new Date(Date.now() - secondsAgo * 1000);
  return { ...record, endTime };
};

it('a study between two trials has ended only where two looks see the same end', () => {
  const hasEnded = createEndCheck();
  const [first, last] = [study('Completed', 2), study('Completed', 1)];
  const looks = [study('Running'), first, study('Running'), first, last, study('Running'), last, last];
  expect(looks.map(hasEnded)).toEqual([false, false, false, false, false, false, false, true]);
});

it('any other run, and a study whose last trial is long over, has ended at the first look that says so', () => {
  expect(createEndCheck()(study('Completed', 3600))).toBe(true);
  expect(createEndCheck()(makeSweep({ scope, status: 'Failed' }).parent.record)).toBe(true);
  expect(createEndCheck()(makeSweep({ scope, status: 'Running' }).parent.record)).toBe(false);
});
