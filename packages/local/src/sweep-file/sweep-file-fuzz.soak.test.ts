import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  anyOverrides,
  anyYamlFiles,
  changedSweepFiles,
  readWhatever,
  rightSweepFile,
} from './__fixtures__/arbitrary-sweep-files.js';
import { type SweepFolder, sweepFolder } from './__fixtures__/sweep-folder.js';

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'src/fit.py': '', 'table.csv': '' });
});

describe('whatever a sweep file holds', () => {
  it('comes to a config or to faults with their lines', () => {
    expect(readWhatever(files, rightSweepFile)).toBe('right');
    const outcomes = new Set<string>();
    const changed = fc.property(changedSweepFiles, (text) => {
      outcomes.add(readWhatever(files, text));
    });
    fc.assert(changed, { numRuns: 2000 });
    expect([...outcomes].toSorted()).toEqual(['right', 'wrong']);
    fc.assert(
      fc.property(anyYamlFiles, (text) => {
        readWhatever(files, text);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(anyOverrides, (override) => {
        readWhatever(files, rightSweepFile, override);
      }),
      { numRuns: 2000 },
    );
  }, 1_200_000);
});
