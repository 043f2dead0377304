import type { HyperDriveConfig } from '@hyperdrive-run/sdk';
import type { PreparedCall, ReadOperation } from '../calls/read-operation.js';
import { readOperations } from '../calls/read-operations.js';
import { type SeededRandom, seededRandom } from '../seeded-random.js';
import type { World } from '../worlds/world.js';

/** A world with what is known of it before anything goes wrong. */
export interface KnownWorld {
  readonly world: World;
  readonly configOf: (fixtureId: string) => HyperDriveConfig;
}

/** One call of the run: what is called, how much goes wrong meanwhile, and when its caller gives up. */
export interface ChosenCall {
  /** Its number, which with the seed repeats it. */
  readonly id: string;
  readonly known: KnownWorld;
  readonly operation: ReadOperation;
  readonly prepared: PreparedCall;
  readonly rate: number;
  /** After how many milliseconds it is aborted; `undefined` for never, 0 before it begins. */
  readonly abortMs: number | undefined;
  readonly random: SeededRandom;
}

/** Operations whose answer decides between runs: what is wrong with them costs most, so they are called more often. */
const deciding = ['getBestRunByPrimaryMetric', 'explainBestRun', 'getChildrenSortedByPrimaryMetric', 'watch'];
const turns = [
  ...readOperations,
  ...readOperations.filter(({ name }) => deciding.includes(name.replace('HyperDriveRun.', ''))),
  ...readOperations.filter(({ name }) => deciding.includes(name.replace('HyperDriveRun.', ''))),
];

/** The shares of requests that meet a fault: a good day, a bad one, and one on which half of everything fails. */
const rates = [0.05, 0.2, 0.5] as const;

/** Chooses a call by its number. Every operation has its turn on every world at every rate; the arguments are random. */
export function chooseCall(worlds: readonly KnownWorld[], seed: string, number: number): ChosenCall {
  const random = seededRandom(`${seed} call ${number}`);
  // The local service gets three of four calls: it has more to ask for, and answers faster.
  const known = worlds[number % 4 === 3 ? 1 : 0] ?? worlds[0];
  const turn = Math.floor(number / 4) * 3 + (number % 4);
  const operation = turns[turn % turns.length];
  if (known === undefined || operation === undefined) throw new Error('There is nothing to call.');
  const prepared = operation.prepare({ ...known, random });
  const abortMs = random.chance(0.15) ? random.pick([0, 1, 5, 20, 50, 150]) : undefined;
  return { id: String(number), known, operation, prepared, rate: random.pick(rates), abortMs, random };
}

/** A call in words. */
export function describeCall({ known, operation, prepared, rate, abortMs }: ChosenCall): string {
  const abort = abortMs === undefined ? '' : `, aborted after ${abortMs} ms`;
  return `${operation.name} ${prepared.described}, ${known.world.name}, ${rate * 100} percent${abort}`;
}
