import { describe, expect, it } from 'vitest';
import { explainFailure } from './explain-failure.js';

describe('a command of SLURM that fails', () => {
  it.each([
    [
      'resolve_ctls_from_dns_srv: res_nsearch error: Unknown host; fetch_config: DNS SRV lookup failed; Could not establish a configuration source',
      'this machine has no configuration of SLURM (slurm.conf), so that it belongs to no cluster',
    ],
    [
      'slurm_load_partitions: Unable to contact slurm controller (connect failure)',
      'its controller (slurmctld) cannot be reached',
    ],
    ['sinfo was not found', 'its commands are not on this machine, or not on the PATH of the local service'],
    ['If munged is up, restart with --num-threads=10', 'munge is not running here, or has another key'],
  ])('is explained, and what it says is kept: %s', (said, meaning) => {
    const explained = explainFailure('sinfo', said);
    expect(explained).toMatch(/^SLURM cannot be asked: /);
    expect(explained).toContain(meaning);
    expect(explained.endsWith(`sinfo says: ${said}.`)).toBe(true);
  });

  it('is left as it is where nothing is known of what it says', () => {
    expect(explainFailure('scancel', 'it said nothing')).toBe('scancel failed: it said nothing.');
  });
});
