import { expect, it } from 'vitest';
import { mayGoOn } from './may-go-on.js';

const now = new Date(Date.UTC(2026, 0, 12, 8, 1, 0));
const study = new Map([['optuna', 'study']]);
const at = (second: number): Date => new Date(Date.UTC(2026, 0, 12, 8, 0, second));

it.each([
  ['of another tool whose last trial has just ended', { status: 'Completed', endTime: at(1), properties: study }, true],
  [
    'that is an experiment of MLflow whose last run has just ended',
    { runId: 'experiment:orchard', status: 'Completed', endTime: at(1), properties: new Map() },
    true,
  ],
  ['whose clock is ahead of ours', { status: 'Completed', endTime: at(90), properties: study }, true],
  ['that ended a minute ago', { status: 'Completed', endTime: at(0), properties: study }, false],
  ['whose end nobody knows', { status: 'Completed', endTime: undefined, properties: study }, false],
  ['that runs', { status: 'Running', endTime: at(1), properties: study }, false],
  ['with a status of its own', { status: 'Completed', endTime: at(1), properties: new Map() }, false],
])('a sweep %s may go on: %o, %s', (_, run, expected) => {
  expect(mayGoOn({ runId: 'HD_1', ...run }, now)).toBe(expected);
});
