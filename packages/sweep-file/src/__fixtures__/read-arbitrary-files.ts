import fc from 'fast-check';
import {
  anyOverrides,
  anyYamlFiles,
  changedSweepFiles,
  readWhatever,
  rightSweepFile,
} from './arbitrary-sweep-files.js';
import { sweepFolder } from './sweep-folder.js';

/**
 * Reads sweep files, right, changed and random ones, and overrides. Fails where one comes neither to a config nor to faults
 * with their lines.
 * @param count how many of each kind are read
 * @returns what the changed ones came to, each outcome once
 */
export async function readArbitraryFiles(count: number): Promise<readonly string[]> {
  const folder = await sweepFolder({ 'src/fit.py': '', 'table.csv': '' });
  if (readWhatever(folder, rightSweepFile) !== 'right') throw new Error('The file that others are made of is wrong.');
  const outcomes = new Set<string>();
  const changed = fc.property(changedSweepFiles, (text) => {
    outcomes.add(readWhatever(folder, text));
  });
  const any = fc.property(anyYamlFiles, (text) => {
    readWhatever(folder, text);
  });
  const overridden = fc.property(anyOverrides, (override) => {
    readWhatever(folder, rightSweepFile, override);
  });
  fc.assert(changed, { numRuns: count });
  fc.assert(any, { numRuns: count });
  fc.assert(overridden, { numRuns: count });
  return [...outcomes].toSorted();
}
