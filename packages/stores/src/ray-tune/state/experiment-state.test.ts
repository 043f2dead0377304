import { expect, it } from 'vitest';
import { readExperimentState } from './experiment-state.js';
import { numberOfTrial } from './trial-state.js';

function stateOf(...ids: readonly string[]): string {
  const trials = ids.map((trial_id) => [
    JSON.stringify({ trial_id, status: 'RUNNING' }),
    '{"last_result_time": -Infinity}',
  ]);
  return JSON.stringify({ trial_data: [...trials, 'no trial', ['{}', '{}']], runner_data: { _metric: null } });
}

it('lists the trials by the number in their ids, the last one first, whatever the order of the file', () => {
  const state = readExperimentState(stateOf('a_00005', 'a_00004', 'a_00010', 'odd', 'a_00000'));
  expect(state.trials.map(({ id }) => id)).toEqual(['a_00010', 'a_00005', 'a_00004', 'a_00000', 'odd']);
  expect(state).toMatchObject({ metric: undefined, startTime: undefined });
  expect(state.trials[0]).toMatchObject({ status: 'RUNNING', lastResultTime: undefined, failures: 0 });
});

it.each(['', '{"trial_data": [', '{}', '[]', '{"trial_data": [["{", "{}"]]}'])('refuses %j', (text) => {
  expect(() => readExperimentState(text)).toThrow(SyntaxError);
});

it('counts ids of another form as older than all others', () => {
  expect([numberOfTrial('80898_00012'), numberOfTrial('HD_x_3'), numberOfTrial('a_1b')]).toEqual([12, 3, -1]);
});
