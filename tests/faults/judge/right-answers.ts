import { Workspace } from '@hyperdrive-run/sdk';
import type { LivingSweep, World } from '../worlds/world.js';
import type { ChosenCall } from './choose-call.js';
import { type CallOutcome, makeCall } from './make-call.js';
import { undisturbedWay } from './undisturbed-way.js';

/** What an undisturbed call may take on a busy machine. */
const patience = { idleMs: 120_000, requests: 5_000, sent: () => 0 };

/** What calls answer where nothing goes wrong. Each is asked once: the sweeps do not change, but for living ones. */
export class RightAnswers {
  readonly #known: Map<string, Promise<CallOutcome>> = new Map();

  /** The right answer to a call. @param living the sweep that it watched, which has ended meanwhile */
  of({ known, operation, prepared }: ChosenCall, living: LivingSweep | undefined): Promise<CallOutcome> {
    const { world } = known;
    const key = [world.name, operation.name, prepared.described, living?.runId].join('\n');
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const workspace = new Workspace(world.open(undisturbedWay(world)));
    const signal = new AbortController().signal;
    const tools = {
      workspace,
      experiment: workspace.experiment(),
      signal,
      onWarning: () => undefined,
      isWarned: () => false,
      living,
    };
    const answer = makeCall(prepared, tools, patience).then(expectOrdinary(world, operation.name));
    this.#known.set(key, answer);
    return answer;
  }
}

/** An undisturbed call that hangs or is refused in an untyped way is a fault of its own, which nothing may hide. */
function expectOrdinary({ name }: World, operation: string): (outcome: CallOutcome) => CallOutcome {
  return (outcome) => {
    const { end } = outcome;
    if (end.kind === 'answered' || end.kind === 'refused') return outcome;
    const error = end.kind === 'untyped' ? end.error : undefined;
    throw new Error(`${operation} on the ${name} ${end.kind} although nothing was disturbed.`, { cause: error });
  };
}
