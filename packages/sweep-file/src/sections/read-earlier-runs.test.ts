import { describe, expect, it } from 'vitest';
import { thisMachine } from '../__fixtures__/this-machine.js';
import { parseSweepFile } from '../parse-sweep-file.js';
import { SweepFileError } from '../sweep-file-error.js';

const sweep = `
type: sweep
sampling_algorithm: grid
trial: { command: 'echo \${{search_space.x}}' }
search_space: { x: { type: choice, values: [1, 2] } }
objective: { primary_metric: accuracy, goal: maximize }
limits: { max_total_trials: 2 }
`;
const parse = (more: string, ...overrides: readonly string[]) =>
  parseSweepFile(sweep + more, { path: 'sweep.yml', overrides, target: thisMachine }).config;

function faultsOf(more: string): readonly string[] {
  try {
    parse(more);
  } catch (error) {
    if (SweepFileError.isInstance(error)) return error.problems.map(({ path, got }) => `${path}: ${got}`);
    throw error;
  }
  return [];
}

describe('earlier runs', () => {
  it('are read by their ids, one or several, and can be replaced', () => {
    expect(parse('resume_from: HD_1').resumeFrom).toEqual([{ runId: 'HD_1', runScope: {} }]);
    const config = parse('resume_from: [HD_1, HD_2]\nresume_child_runs: [HD_1_0]', 'resume_from=["HD_3"]');
    expect(config.resumeFrom.map(({ runId }) => runId)).toEqual(['HD_3']);
    expect(config.resumeChildRuns.map(({ runId }) => runId)).toEqual(['HD_1_0']);
    expect(parse('').resumeFrom).toEqual([]);
  });

  it('are refused at their line where they are no ids, repeat, or are too many', () => {
    expect(faultsOf('resume_from: [HD_1, 2]')).toEqual(['resume_from[1]: 2']);
    expect(faultsOf('resume_from: [HD_1, HD_1]').join()).toContain('resume_from[1]');
    expect(faultsOf('resume_child_runs: [a, b, c]').join()).toContain('resume_child_runs: 3 run keys');
  });

  it.each(['resume_from', 'resume_child_runs'])(
    'are none where %s has no value, and refused where an id is empty',
    (key) => {
      const { resumeFrom, resumeChildRuns } = parse(`${key}:`);
      expect([resumeFrom, resumeChildRuns]).toEqual([[], []]);
      const faults = (more: string): readonly unknown[] => {
        try {
          parse(more);
        } catch (error) {
          if (SweepFileError.isInstance(error)) return error.problems.map(({ path, got, takes }) => [path, got, takes]);
          throw error;
        }
        return [];
      };
      expect(faults(`${key}: ""`)).toEqual([[`${key}[0]`, '""', 'the id of a run']]);
      expect(faults(`${key}: [{}]`)).toEqual([[`${key}[0]`, 'a mapping', 'the id of a run']]);
    },
  );
});
