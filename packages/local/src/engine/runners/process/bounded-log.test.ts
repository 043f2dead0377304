import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { keepLogBounded } from './bounded-log.js';

const bounds = { headBytes: 20, tailBytes: 10 };

/** What a log contains after each piece was printed and it was cut. */
function cutAfterEach(path: string, pieces: readonly string[]): string {
  writeFileSync(path, '');
  for (const piece of pieces) {
    appendFileSync(path, piece);
    keepLogBounded(path, bounds)();
  }
  return readFileSync(path, 'utf8');
}

describe('a bounded log', () => {
  it('keeps the beginning and the end, and says how much is left out over all cuts', async () => {
    const path = join(await temporaryFolder(), 'log.txt');
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{0,40}$/), { maxLength: 6 }), (pieces) => {
        const whole = pieces.join('');
        const leftOut = whole.length - bounds.headBytes - bounds.tailBytes;
        const expected =
          leftOut <= 0
            ? whole
            : `${whole.slice(0, 20)}\n[... ${leftOut} bytes of output are left out here ...]\n${whole.slice(-10)}`;
        expect(cutAfterEach(path, pieces)).toBe(expected);
      }),
    );
  });

  it('that is not there is no failure', async () => {
    const path = join(await temporaryFolder(), 'log.txt');
    const end = keepLogBounded(path, bounds);
    rmSync(path, { force: true });
    expect(end).not.toThrow();
  });
});
