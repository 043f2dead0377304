import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { SweepFileError } from '../sweep-file-error.js';
import { warningsBesideFaults } from './warnings-beside-faults.js';

const base = `type: sweep
trial:
  command: fit \${{search_space.depth}}
search_space:
  depth: { type: choice, values: [1, 2] }
objective: { goal: minimize, primary_metric: loss }
sampling_algorithm: random
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({});
});

/** The paths of the faults and of the warnings. */
function pathsOf(override: string): { readonly faults: readonly string[]; readonly warnings: readonly string[] } {
  try {
    const { warnings } = files.parse(base, override);
    return { faults: [], warnings: warnings.map(({ path }) => path) };
  } catch (error) {
    if (!SweepFileError.isInstance(error)) throw error;
    return { faults: error.problems.map(({ path }) => path), warnings: error.warnings.map(({ path }) => path) };
  }
}

describe('a fault of a sweep file', () => {
  it.each([
    ['of limits that are a list', 'limits=[max_total_trials, 4]', 'limits'],
    ['of a tag that is a list', 'tags={ team: [botany] }', 'tags.team'],
    ['of a type that is another', 'type=command', 'type'],
    ['of a command that is a list', 'trial.command=[python, fit.py]', 'trial.command'],
    ['of a command that is missing', 'trial={ command: null }', 'trial.command'],
    ['of a placeholder that nothing resolves', 'trial.command=fit ${{search_spaces.depth}}', 'trial.command'],
    ['of a hyperparameter that is none', 'search_space={ depth: [1, 2] }', 'search_space.depth'],
  ])('has no warning of the same place beside it: %s', (_, override, path) => {
    expect(pathsOf(override)).toEqual({ faults: [path], warnings: [] });
  });

  it('is listed once where a command has the same placeholder twice', () => {
    const override = 'trial.command=fit ${{inputs.rows}} ${{search_space.depth}} {inputs.rows} ${{inputs.columns}}';
    expect(pathsOf(override).faults).toEqual(['trial.command', 'trial.command']);
  });

  it('leaves the warnings of other places, and what Azure ML reads there', () => {
    expect(pathsOf('tags={ team: [botany], year: 2026, team2: a }')).toEqual({
      faults: ['tags.team'],
      warnings: ['tags.year'],
    });
    expect(pathsOf('limits={ max_total_trials: 1_0, max_concurrent_trials: 1 }')).toEqual({
      faults: ['limits.max_total_trials'],
      warnings: ['limits.max_total_trials'],
    });
  });
});

describe('a warning', () => {
  const kept = (
    path: string,
    faulty: string,
    place: { readonly of?: string; readonly fault?: string } = {},
  ): boolean => {
    const problem = { path: faulty, file: place.fault, line: 1, column: 1, got: 'wrong' };
    return warningsBesideFaults([{ path, file: place.of }], [problem]).length === 1;
  };

  it.each([
    ['tags', 'tags', false],
    ['tags.year', 'tags', false],
    ['tags["a b"]', 'tags', false],
    ['values[2]', 'values', false],
    ['tags2', 'tags', true],
    ['tags', 'tags.year', true],
    ['limits', 'tags', true],
    ['tags', '', true],
    ['', '', true],
  ])('of %j beside a fault of %j is kept: %s', (path, faulty, expected) => {
    expect(kept(path, faulty)).toBe(expected);
  });

  it('of another file is kept, whatever is wrong in this one', () => {
    expect(kept('inputs', 'inputs', { of: 'train.yml' })).toBe(true);
    expect(kept('inputs', 'inputs', { fault: 'train.yml' })).toBe(true);
    expect(kept('inputs', 'inputs', { of: 'train.yml', fault: 'train.yml' })).toBe(false);
  });
});
