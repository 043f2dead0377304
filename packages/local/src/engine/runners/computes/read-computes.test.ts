import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { type Compute, computeToJson } from './compute.js';
import { writeComputeFile } from './compute-file.js';
import { readComputes } from './read-computes.js';

const bed: Compute = { name: 'bed', uri: 'garden:south', resources: { cpus: 2 }, setup: [] };

describe('the computes of a folder', () => {
  it('are those that were added to its service, without their tokens and without what is no compute', async () => {
    const folder = await temporaryFolder();
    writeComputeFile(folder, [
      { fields: computeToJson(bed), token: 'secret' },
      { fields: new Map([['name', 'nowhere']]), token: undefined },
    ]);
    const computes = readComputes(folder);
    expect(computes).toMatchObject([{ name: 'bed', uri: 'garden:south', resources: { cpus: 2 }, setup: [] }]);
    expect(JSON.stringify(computes)).not.toContain('secret');
  });

  it('are none where the folder does not exist', async () => {
    expect(readComputes(`${await temporaryFolder()}/nowhere`)).toEqual([]);
  });
});
