import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { leaveSign } from './shared-folder.js';

/** A shell whose first second is over at once. */
const exitCodeOf = (script: string): number | null => spawnSync('sh', ['-c', `sleep() { :; }; ${script}`]).status;

describe('the sign of a shared folder', () => {
  it('is seen where the folder is, and not where another one has its path', async (context) => {
    if (process.platform === 'win32') return context.skip('there is no sh here');
    const folder = join(await temporaryFolder(), "it's here");
    mkdirSync(folder);
    const sign = leaveSign(folder);
    expect(exitCodeOf(sign?.script ?? '')).toBe(0);
    sign?.remove();
    expect(readdirSync(folder)).toEqual([]);
    expect(exitCodeOf(sign?.script ?? '')).toBe(1);
  });

  it('is what is in the folder already where nothing can be written', async (context) => {
    if (process.platform === 'win32') return context.skip('there is no sh here');
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'weights'), '');
    chmodSync(folder, 0o500);
    const sign = leaveSign(folder);
    expect(exitCodeOf(sign?.script ?? '')).toBe(0);
    sign?.remove();
    chmodSync(folder, 0o700);
    expect(readdirSync(folder)).toEqual(['weights']);
  });

  it('is none where there is no folder', () => {
    expect(leaveSign('/nowhere/at/all')).toBeUndefined();
  });
});
