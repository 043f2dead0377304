import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCalls } from './judge/run-calls.js';
import { brokenClients } from './planted-bugs.js';
import { openLocalWorld } from './worlds/local-world.js';
import type { World } from './worlds/world.js';

/** Within so many calls each bug is noticed; most are within the first few. */
const mostCalls = 150;

describe('a client that', () => {
  let world: World;
  beforeAll(async () => {
    world = await openLocalWorld();
  });
  afterAll(() => world.close());

  it.each([...brokenClients])('%s is noticed', async (_, { noticedAs, faults: only, ...bug }) => {
    const calls = Array.from({ length: mostCalls }, (__, number) => number);
    const isOver = (violations: readonly { readonly kind: string }[]): boolean =>
      violations.some(({ kind }) => kind === noticedAs);
    const report = await runCalls({ worlds: [world], seed: '1', calls, only, bug, idleMs: 6_000, isOver });
    expect(report.violations.map(({ kind }) => kind)).toContain(noticedAs);
  });
});
