import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { Workspace } from '@hyperdrive-run/sdk';
import type { PreparedCall } from '../calls/read-operation.js';
import type { FaultProxy } from '../proxy/start-fault-proxy.js';
import type { LivingSweep, Way, World } from '../worlds/world.js';
import { callRemains } from './call-remains.js';
import type { ChosenCall } from './choose-call.js';
import { type CallResult, judgeOutcome } from './judge-outcome.js';
import { type CallOutcome, makeCall } from './make-call.js';
import type { RightAnswers } from './right-answers.js';
import { showsSecret } from './shows-secret.js';
import type { TimerWatch } from './timer-watch.js';
import type { Violation, ViolationKind } from './violation.js';
import { type WatchedFetch, watchFetch } from './watched-fetch.js';

/** How patient clients are here: enough to try again some times, little enough that thousands of calls end. */
const retry: Way['retry'] = {
  budgetMs: 1_500,
  connectBudgetMs: 100,
  attemptTimeoutMs: 2_000,
  streamIdleMs: 2_000,
  firstDelayMs: 2,
  maxDelayMs: 15,
};

/**
 * More requests than any call may send: a list is followed for five hundred pages that bring nothing new, and a call reads
 * a dozen lists side by side.
 */
const mostRequests = 10_000;

/** What breaks a client on purpose, to see whether it is noticed. */
export interface PlantedBug {
  readonly fetch?: ((fetch: typeof globalThis.fetch) => typeof globalThis.fetch) | undefined;
  readonly backend?: ((backend: SweepBackend, token: string) => SweepBackend) | undefined;
}

/** What a call needs around it. */
export interface CallSurroundings {
  readonly seed: string;
  readonly proxy: FaultProxy;
  readonly timers: TimerWatch;
  readonly answers: RightAnswers;
  readonly onFault: (name: string) => void;
  /** After how many milliseconds without a request a call is taken for one that never ends. */
  readonly idleMs: number;
  readonly only?: readonly string[] | undefined;
  readonly bug?: PlantedBug | undefined;
}

/** What came of a call. */
export interface CallReport {
  readonly result: CallResult | undefined;
  readonly errorCode: string | undefined;
  readonly requests: number;
  readonly violations: readonly Violation[];
}

/** Makes one call through the proxy and holds all that it did against what it may do. */
export async function makeDisturbedCall(chosen: ChosenCall, around: CallSurroundings): Promise<CallReport> {
  const { id, known, prepared, rate, abortMs } = chosen;
  const { world } = known;
  const { proxy, timers, seed, onFault, only, idleMs } = around;
  const living = prepared.isLiving === true ? await world.startLiving(`living ${id}`) : undefined;
  const said: unknown[] = [];
  const onWarning = (message: string): void => void said.push(message);
  const isWarned = (): boolean => said.some((one) => /could not be read|cannot be read/.test(String(one)));
  const watched = watchFetch(id);
  const workspace = openDisturbed(chosen, around, watched, onWarning);
  const caller = new AbortController();
  const { signal } = caller;
  const abort = (): void => {
    caller.abort(new Error('The caller has had enough.'));
    watched.close('after the abort');
  };

  proxy.begin(id, { seed: `${seed} ${id}`, rate, readsBytes: prepared.readsBytes === true, onFault, only });
  if (abortMs === 0) abort();
  const timer = abortMs === undefined || abortMs === 0 ? undefined : setTimeout(abort, abortMs);
  const tools = { workspace, experiment: workspace.experiment(), signal, onWarning, isWarned, living };
  const make: PreparedCall['make'] = (...args) => timers.run(id, () => prepared.make(...args));
  const outcome = await makeCall({ ...prepared, make }, tools, { idleMs, requests: mostRequests, sent: watched.count });
  clearTimeout(timer);
  watched.close('after the end');
  // What hangs leaves everything behind; it is one violation, and is made to stop.
  if (outcome.end.kind === 'hung') caller.abort();

  const found: [ViolationKind, string][] = await callRemains({ id, proxy, timers, signal });
  found.push(...watched.late.map((late): [ViolationKind, string] => ['requests after an abort or the end', late]));
  if (outcome.end.kind === 'hung') found.length = 0;
  found.push(...secretsIn([...said, errorOf(outcome)], world));
  await finish(living);
  const { result, violations } = judgeOutcome(outcome, await around.answers.of(chosen, living));
  found.push(...violations);
  return {
    result,
    errorCode: outcome.end.kind === 'refused' ? outcome.end.error.code : undefined,
    requests: watched.count(),
    violations: found.map(([kind, detail]) => ({ kind, call: id, detail })),
  };
}

/** Opens the call's world through its proxy, with a client that may be broken on purpose. */
function openDisturbed(
  { known: { world }, random }: ChosenCall,
  { proxy, bug }: CallSurroundings,
  watched: WatchedFetch,
  onWarning: (message: string) => void,
): Workspace {
  const { token } = world;
  const { address } = proxy;
  const credential = random.chance(0.5) ? token : (): string => token;
  const fetch = bug?.fetch?.(watched.fetch) ?? watched.fetch;
  const backend = world.open({ address, credential, fetch, retry, onWarning });
  return new Workspace(bug?.backend?.(backend, token) ?? backend);
}

function errorOf({ end }: CallOutcome): unknown {
  return end.kind === 'refused' || end.kind === 'untyped' ? end.error : undefined;
}

function secretsIn(said: readonly unknown[], { token }: World): [ViolationKind, string][] {
  return said
    .filter((one) => showsSecret(one, token))
    .map((one) => ['tokens in messages', String(one).replaceAll(token, '<the token>')]);
}

/** Takes a living sweep to its end, so that there is one right answer. */
async function finish(living: LivingSweep | undefined): Promise<void> {
  while ((await living?.next()) === true);
}
