import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOptunaStudy } from '@hyperdrive-run/stores';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportedParameters, exportedSweep } from './optuna/exported-sweep.js';
import { runOptuna } from './optuna/write-studies.js';
import { optunaMajors } from './python/make-optuna-environment.mjs';

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'study.db');
}

/** The newest one, and where there is time all of them. */
const majors = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? optunaMajors : optunaMajors.slice(0, 1);

describe.each(majors)('the real Optuna %i', (major) => {
  it('opens what is written, and goes on from there', { timeout: 300_000 }, async (context) => {
    const file = await temporaryFile();
    await writeOptunaStudy(file, exportedSweep());
    const read: unknown = JSON.parse(await runOptuna(context, major, 'read_study.py', file));
    expect(read).toMatchObject({
      name: 'HD_1',
      directions: ['MINIMIZE'],
      metric_names: ['loss'],
      best: [2, 1],
      trials: [
        {
          state: 'COMPLETE',
          value: 2,
          reports: [
            [0, '3.0'],
            [1, '2.0'],
          ],
          run_id: 'HD_1_0',
          params: Object.fromEntries(exportedParameters(0)),
        },
        { state: 'FAIL', value: null, reports: [], params: Object.fromEntries(exportedParameters(1)) },
        { state: 'COMPLETE', value: 1, params: Object.fromEntries(exportedParameters(2)) },
        { state: 'PRUNED', value: 8, params: Object.fromEntries(exportedParameters(3)) },
        { state: 'FAIL', value: null, params: Object.fromEntries(exportedParameters(4)) },
      ],
    });
  });
});

it('a file that is there is left as it is, unless it is to be replaced', async () => {
  const file = await temporaryFile();
  await writeFile(file, 'mine');
  await expect(writeOptunaStudy(file, exportedSweep())).rejects.toThrow('exists already');
  expect(await readFile(file, 'utf8')).toBe('mine');
  await writeOptunaStudy(file, exportedSweep(), { force: true });
  expect((await readFile(file)).toString('latin1', 0, 15)).toBe('SQLite format 3');
  await writeFile(`${file}-wal`, '');
  await expect(writeOptunaStudy(file, exportedSweep(), { force: true })).rejects.toThrow(
    'a process may have the storage open',
  );
});
