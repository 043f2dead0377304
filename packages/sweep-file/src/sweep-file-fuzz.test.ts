import { expect, it } from 'vitest';
import { readArbitraryFiles } from './__fixtures__/read-arbitrary-files.js';

it('whatever a sweep file contains, it becomes a config or to faults with their lines', async () => {
  expect(await readArbitraryFiles(60)).toEqual(['right', 'wrong']);
});
