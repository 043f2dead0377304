import { setImmediate } from 'node:timers/promises';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { bodyLimits } from '../http/body-limits.js';
import { longBodies } from './long-bodies.js';
import { fillPattern } from './routes-of.js';
import { startTestService } from './start-test-service.js';

/** What came of one body at one route. */
export interface LongBodyOutcome {
  readonly what: string;
  readonly status: number;
  /** The longest time between two rounds of the loop while it was handled, in milliseconds. */
  readonly heldMs: number;
}

/**
 * Sends bodies that are as long as any route takes, and a little longer, to every route that takes one, with a token that
 * may do everything. The service runs in this process, and so its loop is this one's.
 * @param lengths of the bodies, in bytes
 * @param isMeant which routes, by method and pattern; all by default
 */
export async function sendLongBodies(
  lengths: readonly number[],
  isMeant: (route: string) => boolean = () => true,
): Promise<readonly LongBodyOutcome[]> {
  const service = await startTestService({ limits: { bodyBytes: bodyLimits.rows } });
  const { store } = service;
  store.createRun({ scope: garden, runId: 'HD_1', tags: new Map([['long', 'a'.repeat(8000)]]) });
  for (let n = 0; n < 200; n += 1) store.createRun({ scope: garden, runId: `HD_1_${n}`, parentRunId: 'HD_1' });
  const parts = new Map([
    ['subscription', garden.subscriptionId],
    ['group', garden.resourceGroup],
    ['workspace', garden.workspaceName],
    ['experiment', garden.experimentName],
    ['run', 'HD_1'],
    ['container', 'dcid.HD_1'],
  ]);
  const bodies = lengths.flatMap(longBodies);
  const outcomes: LongBodyOutcome[] = [];
  for (const { method, pattern } of service.routes) {
    if (method === 'GET' || !isMeant(`${method} ${pattern}`)) continue;
    const path = fillPattern(pattern, (part) => encodeURIComponent(parts.get(part) ?? 'HD_1'));
    for (const { title, text } of bodies) {
      const body = Buffer.from(text);
      // What was done meanwhile at the other end of an old connection is seen before it is used again.
      await setImmediate();
      const watch = watchLoop();
      const { status } = await service.ask(method, path, { body });
      outcomes.push({ what: `${method} ${pattern}: ${title}, ${text.length}`, status, heldMs: watch.stop() });
    }
  }
  return outcomes;
}

/**
 * Measures the longest time between two rounds of the loop: by the clock, or by that of the processor where it says less.
 * The first counts what other processes take, the second what threads of this one do meanwhile, such as collecting garbage.
 */
function watchLoop(): { stop(): number } {
  let longest = 0;
  let last = readClocks();
  let isOver = false;
  const round = (): void => {
    const now = readClocks();
    longest = Math.max(longest, Math.min(now.wallMs - last.wallMs, now.processorMs - last.processorMs));
    last = now;
    if (!isOver) globalThis.setImmediate(round);
  };
  globalThis.setImmediate(round);
  return {
    stop() {
      isOver = true;
      return longest;
    },
  };
}

function readClocks(): { readonly wallMs: number; readonly processorMs: number } {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), processorMs: (user + system) / 1000 };
}
