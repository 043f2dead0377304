import { describe, expect, it } from 'vitest';
import { chooseRunner, unknownTarget } from './choose-runner.js';

const here = { name: 'here', description: 'this machine' };
const there = { name: 'there', description: 'a cluster' };

describe('the runner of a sweep', () => {
  it('is the first where the sweep names no compute, and the one of that name where it does', () => {
    expect([chooseRunner([here, there], undefined), chooseRunner([here, there], 'there')]).toEqual([here, there]);
  });

  it('is none where no runner has the name, and the refusal lists the names that there are', () => {
    expect(chooseRunner([here], 'there')).toBeUndefined();
    expect(unknownTarget([here, there], 'elsewhere')).toEqual({
      path: 'runConfig.target',
      got: '"elsewhere"',
      takes: 'here, this machine; or there, a cluster',
    });
  });
});
