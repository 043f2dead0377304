import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { openStore } from '@hyperdrive-run/stores';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Comparison, compareStorage } from './optuna/compare-storage.js';
import { plantedBugs } from './optuna/planted-bugs.js';
import { spoiledReader } from './optuna/spoiled-reader.js';
import { readTruth } from './optuna/truth.js';
import { runOptuna } from './optuna/write-studies.js';
import { optunaMajors } from './python/make-optuna-environment.mjs';

// How many studies each version of Optuna writes into each kind of storage; npm run conformance:stores asks for more.
const studies = process.env['STORES_STUDIES'] ?? '2';
const seed = process.env['STORES_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
const zone = 'Asia/Tokyo';

/** Below this folder the driver of the database is found, for the readers with a bug. */
let folder: string;

beforeAll(async () => {
  // Storages of Optuna 4 and before contain local times: those of the machine that reads.
  process.env['TZ'] = zone;
  console.log(`STORES_STUDIES=${studies} STORES_SEED=${seed}`);
  const cache = path.join(import.meta.dirname, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(path.join(cache, 'studies-'));
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

async function compare(storage: string, open = openStore): Promise<Comparison> {
  return compareStorage(await open(`optuna:${storage}`), await readTruth(`${storage}.json`));
}

/** The newest one, and where there is time all of them. */
const majors = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? optunaMajors : optunaMajors.slice(0, 1);

describe.each(majors)('random studies of Optuna %i', (major) => {
  it('are read from both kinds of storage as Optuna reads them', { timeout: 1_800_000 }, async (context) => {
    const out = path.join(folder, `of-${major}`);
    await runOptuna(context, major, 'write_studies.py', out, '--studies', studies, '--seed', seed, '--zone', zone);
    for (const storage of ['studies.db', 'studies.log']) {
      const { compared, differences, listed } = await compare(path.join(out, storage));
      console.log(
        `${storage} of Optuna ${major}: ${compared} compared, ${differences.length} differ`,
        Object.fromEntries(listed),
      );
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(50);
    }
  });
});

/** What all storages have in common shows in the journal, which is read faster. */
function storagesThatShow(file: string): readonly string[] {
  if (file.startsWith('sqlite/')) return ['studies.db'];
  return file === 'model/optuna-time.ts' ? ['studies.log', 'studies.db'] : ['studies.log'];
}

it('notices each bug that is planted in the reader', { tags: ['full'], timeout: 1_800_000 }, async (context) => {
  const out = path.join(folder, 'for-bugs');
  // These show each of them; other seeds need more studies for that.
  await runOptuna(context, 5, 'write_studies.py', out, '--studies', '14', '--seed', '1', '--zone', zone);
  const unnoticed: string[] = [];
  // Each is a build of its own: `npm run conformance:stores` makes all of them, `npm run test:full` each fourth.
  const isLong = process.env['STORES_STUDIES'] !== undefined;
  for (const bug of plantedBugs.filter((_, index) => isLong || index % 4 === 0)) {
    const open = await spoiledReader(bug, folder);
    let isNoticed = false;
    for (const storage of storagesThatShow(bug.file)) {
      isNoticed ||= (await compare(path.join(out, storage), open)).differences.length > 0;
    }
    if (!isNoticed) unnoticed.push(bug.name);
  }
  expect(unnoticed).toEqual([]);
});
