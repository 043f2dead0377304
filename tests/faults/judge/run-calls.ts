import { startOtherPlace } from '../proxy/other-place.js';
import { startFaultProxy } from '../proxy/start-fault-proxy.js';
import type { World } from '../worlds/world.js';
import { type ChosenCall, chooseCall, describeCall } from './choose-call.js';
import { makeDisturbedCall, type PlantedBug } from './disturbed-call.js';
import { knowWorld } from './known-world.js';
import { RightAnswers } from './right-answers.js';
import { watchTimers } from './timer-watch.js';
import type { Violation } from './violation.js';

/** How many calls are under way at once. */
const width = 8;

/** With the patience that clients have here none is silent for so long, even on a busy machine. */
const usualIdleMs = 30_000;

/** Which calls to make. */
export interface RunOptions {
  readonly worlds: readonly World[];
  readonly seed: string;
  /** The numbers of the calls. */
  readonly calls: readonly number[];
  /** Only these faults; all of them where it is left out. */
  readonly only?: readonly string[] | undefined;
  readonly bug?: PlantedBug | undefined;
  /** After how many milliseconds without a request a call is taken for one that never ends. Default 30 seconds. */
  readonly idleMs?: number | undefined;
  /** Whether enough was seen: then no further call begins. */
  readonly isOver?: ((violations: readonly Violation[]) => boolean) | undefined;
}

/** What came of all calls. */
export interface RunReport {
  readonly calls: number;
  readonly requests: number;
  readonly callsByOperation: ReadonlyMap<string, number>;
  readonly callsByRate: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<string, number>;
  readonly results: ReadonlyMap<string, number>;
  readonly errorCodes: ReadonlyMap<string, number>;
  readonly violations: readonly (Violation & { readonly described: string })[];
}

/** Makes the calls, each through a proxy before its world, and reports what came of them. */
export async function runCalls(options: RunOptions): Promise<RunReport> {
  const { seed, only, bug, idleMs = usualIdleMs } = options;
  const other = await startOtherPlace();
  const timers = watchTimers();
  const answers = new RightAnswers();
  const worlds = await Promise.all(
    options.worlds.map(async (world) => {
      const { address: upstream, alias } = world;
      const proxy = await startFaultProxy({ upstream, otherAddress: other.address, alias });
      return { ...(await knowWorld(world)), proxy };
    }),
  );
  const counts = {
    faults: new Map(),
    results: new Map(),
    errorCodes: new Map(),
    operations: new Map(),
    rates: new Map(),
  };
  const violations: (Violation & { readonly described: string })[] = [];
  let calls = 0;
  let requests = 0;
  const onFault = (name: string): void => count(counts.faults, name);

  async function make(chosen: ChosenCall): Promise<void> {
    const proxy = worlds.find(({ world }) => world === chosen.known.world)?.proxy;
    if (proxy === undefined) throw new Error('The world of the call has no proxy.');
    const surroundings = { seed, proxy, timers, answers, onFault, idleMs, only, bug };
    const report = await makeDisturbedCall(chosen, surroundings);
    calls += 1;
    requests += report.requests;
    count(counts.operations, chosen.operation.name);
    count(counts.rates, `${chosen.rate * 100} percent`);
    if (report.result !== undefined) count(counts.results, report.result);
    if (report.errorCode !== undefined) count(counts.errorCodes, report.errorCode);
    const described = describeCall(chosen);
    for (const violation of report.violations) violations.push({ ...violation, described });
    for (const { call, said } of other.visits) {
      if (call === chosen.id) violations.push({ kind: 'tokens sent elsewhere', call, detail: said, described });
    }
  }

  const queue = options.calls.values();
  const work = async (): Promise<void> => {
    for (const number of queue) {
      if (options.isOver?.(violations) === true) return;
      await make(chooseCall(worlds, seed, number));
    }
  };
  try {
    await Promise.all(Array.from({ length: width }, work));
  } finally {
    timers.stop();
    await Promise.all(worlds.map(({ proxy }) => proxy.close()));
    await other.close();
  }
  return {
    calls,
    requests,
    callsByOperation: counts.operations,
    callsByRate: counts.rates,
    faults: counts.faults,
    results: counts.results,
    errorCodes: counts.errorCodes,
    violations,
  };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
