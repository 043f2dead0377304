/**
 * What is read of every variant of a job that one of the clients may refuse, and of files that are made up of all that one may have.
 * `npm run conformance:azure-v2` holds the same files against the real azure-ai-ml; here the outcome is kept, for whoever changes a
 * rule without Python at hand.
 */

import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { generateSweep } from '../../../../tests/azure-v2/files/generate-sweep.js';
import { plainFiles, sweepText } from '../../../../tests/azure-v2/files/sweep-sections.js';
import { variants } from '../../../../tests/azure-v2/verdicts/variants.js';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { takesJobs } from '../__fixtures__/takes-jobs.js';
import { SweepFileError } from '../sweep-file-error.js';
import { defaultExperimentName } from './default-experiment-name.js';

/** The experiment of a file that names none. */
const unnamed = `experimentName: '${defaultExperimentName(process.cwd())}'`;

/** The job, value by value, and what is noticed of it; or what is wrong with it. */
function linesOf(folder: SweepFolder, text: string): readonly string[] {
  try {
    const { job, warnings } = folder.parse(text);
    // A line for each value: where lines end at a width, the length of the folder's name would decide it.
    const shown = inspect(job, { depth: Infinity, sorted: true, compact: false, maxArrayLength: null });
    const noticed = warnings.map(({ path, message }) => `noticed: ${path} ${message}`);
    return [...shown.split('\n'), ...noticed].map((line) =>
      line.replaceAll(folder.folder, '').replace(unnamed, 'experimentName: the name of the working folder'),
    );
  } catch (error) {
    if (!SweepFileError.isInstance(error)) throw error;
    return folder.problemsOf(text).map((problem) => `refused: ${problem}`);
  }
}

beforeEach(() => {
  // Git, which is asked about each folder, would take most of the time, and has a test of its own.
  vi.stubEnv('PATH', '');
});

let plain: ReadonlySet<string> | undefined;

/** What differs from the plain file, of a sweep file in a folder of its own. */
async function differencesOf(text: string, files = plainFiles): Promise<string> {
  plain ??= new Set(linesOf(await sweepFolder(plainFiles, takesJobs), sweepText()));
  const known = plain;
  const lines = linesOf(await sweepFolder(files, takesJobs), text);
  return lines.filter((line) => !known.has(line)).join('\n');
}

// What is kept has the paths of POSIX.
describe.skipIf(process.platform === 'win32')('a job', () => {
  it('of a plain file is read as it is kept', async () => {
    const folder = await sweepFolder(plainFiles, takesJobs);
    expect(linesOf(folder, sweepText()).join('\n')).toMatchSnapshot();
  });

  it.each(variants)('with %s is read, or refused, as it is kept', async (_, changes) => {
    expect(await differencesOf(sweepText(changes))).toMatchSnapshot();
  });

  it.each(Array.from({ length: 24 }, (_, seed) => seed + 1))(
    'made up from seed %i is read as it is kept',
    async (seed) => {
      const { text, files } = generateSweep(seed);
      expect(await differencesOf(text, files)).toMatchSnapshot();
    },
  );
});
