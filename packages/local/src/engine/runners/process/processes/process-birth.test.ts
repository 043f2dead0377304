import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anyId, countForks, idsSince } from './process-birth.js';

describe.skipIf(process.platform !== 'linux')('processes that were born after another one', () => {
  const largest = Number(readFileSync('/proc/sys/kernel/pid_max', 'latin1'));

  it('have ids from its own on while the system cannot have used up all', () => {
    const forks = countForks() ?? 0;
    spawnSync('true');
    expect(countForks()).toBeGreaterThan(forks);
    const { first, last } = idsSince({ processId: 301, forks });
    expect(first).toBe(301);
    expect(last).toBeGreaterThan(301);
    expect(last).toBeLessThan(largest);
  });

  it('have ids up to that of the youngest process', () => {
    const forks = countForks() ?? 0;
    const { pid } = spawnSync('true');
    const younger = spawnSync('true').pid;
    const { first, last } = idsSince({ processId: pid, forks });
    const youngest = Number(readFileSync('/proc/loadavg', 'latin1').trim().split(' ').at(-1));
    // Where the system begins anew just now, that is any id.
    if (first === pid && youngest >= pid) expect(last).toBeLessThanOrEqual(youngest);
    expect(last).toBeGreaterThanOrEqual(younger);
  });

  it('may have any id where the system may have begun anew, or does not count', () => {
    const forks = countForks() ?? 0;
    spawnSync('true');
    expect(idsSince({ processId: largest - 300, forks })).toEqual(anyId);
    expect(idsSince({ processId: 301, forks: forks - largest })).toEqual(anyId);
    expect(idsSince({ processId: 301, forks: forks + largest })).toEqual(anyId);
  });
});
