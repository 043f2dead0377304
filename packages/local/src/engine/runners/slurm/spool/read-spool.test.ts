import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { readSpool } from './read-spool.js';

it('reads whole lines from where it stopped, and never a torn one, whatever their length', async () => {
  const place = join(await temporaryFolder(), 'spool');
  expect(readSpool(place, 0)).toBeUndefined();
  const long = 'ä'.repeat(50);
  writeFileSync(place, `a\n${long}\ntor`);
  expect(readSpool(place, 0, 4)).toEqual({ lines: ['a'], nextOffset: 2 });
  expect(readSpool(place, 2, 4)).toEqual({ lines: [long], nextOffset: 103 });
  expect(readSpool(place, 103, 4)).toBeUndefined();
  expect(readSpool(place, 0)).toEqual({ lines: ['a', long], nextOffset: 103 });
});
