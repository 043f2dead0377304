import { expect, it, onTestFinished } from 'vitest';
import { createRayClient } from '../client/ray-client.js';
import { createClusterPoll } from './cluster-poll.js';

/** A head that counts what it is asked. */
function head(version: () => Promise<{ readonly session: string; readonly rayVersion: string }>) {
  const asked = new Map<string, number>();
  const count = (what: string): void => void asked.set(what, (asked.get(what) ?? 0) + 1);
  const client = {
    ...createRayClient({ address: 'http://127.0.0.1:9' }),
    version() {
      count('version');
      return version();
    },
    async jobs() {
      count('jobs');
      return new Map();
    },
    nodes: async () => [],
    usage: async () => new Map(),
  };
  const poll = createClusterPoll(client, { intervalMs: 5, now: () => new Date(0), onView: () => {} });
  return { asked, poll };
}

it('asks for all jobs at once, however many listen, and no more once nobody does', async () => {
  const { asked, poll } = head(async () => ({ session: 's', rayVersion: '2' }));
  const heard: string[] = [];
  const ends = Array.from({ length: 20 }, (_, index) =>
    poll.listen((view) => void heard.push(`${index} ${view?.session ?? 'none'}`)),
  );
  await expect.poll(() => new Set(heard).size).toBe(20);
  for (const end of ends) end();
  const times = heard.length / 20;
  // One more may be under way.
  expect([times, times + 1]).toContain(asked.get('jobs'));
});

it('says what keeps it from the head, and asks again', async () => {
  const failure = new Error('no way to the head');
  let failures = 2;
  const { poll } = head(async () => {
    failures -= 1;
    if (failures >= 0) throw failure;
    return { session: 's', rayVersion: '2' };
  });
  const heard: unknown[] = [];
  onTestFinished(poll.listen((view, error) => void heard.push(view?.session ?? error)));
  await expect.poll(() => heard.slice(0, 3)).toEqual([failure, failure, 's']);
});
