import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { readClaim, withdrawClaim } from './claim-file.js';

it('is made by whoever comes first, and leaves no draft', async () => {
  const folder = await temporaryFolder();
  const [open, taken] = [join(folder, 'open'), join(folder, 'taken')];
  writeFileSync(taken, '{"attempt": "a", "job": "7", "node": "n1"}\n');
  expect(readClaim(open)).toBeUndefined();
  expect(withdrawClaim(open)).toEqual({ kind: 'withdrawn' });
  expect(withdrawClaim(open)).toEqual({ kind: 'withdrawn' });
  expect(withdrawClaim(taken)).toMatchObject({ kind: 'claimed', jobId: '7', node: 'n1' });
  expect(readdirSync(folder).toSorted()).toEqual(['open', 'taken']);
});

it("that somebody is still writing is nobody else's", async () => {
  const place = join(await temporaryFolder(), 'claim');
  writeFileSync(place, '{"attempt": "a"');
  expect(withdrawClaim(place)).toEqual({ kind: 'unfinished' });
});
