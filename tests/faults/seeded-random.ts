import { createHash } from 'node:crypto';

/** Numbers that look random and are the same each time for the same key. */
export interface SeededRandom {
  /** From 0 to below 1. */
  readonly uniform: () => number;
  /** From 0 to below `bound`. */
  readonly integer: (bound: number) => number;
  /** True with the probability `chance`. */
  readonly chance: (chance: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** The item, or in half of the cases `undefined`: an option that is given or left out. */
  readonly maybe: <Item>(make: () => Item) => Item | undefined;
}

/**
 * Decisions that can be repeated one by one: what a key decides depends on nothing that was decided before, in whatever
 * order requests arrive.
 */
export function seededRandom(key: string): SeededRandom {
  let drawn = 0;
  const uniform = (): number => {
    drawn += 1;
    return createHash('sha256').update(`${drawn} ${key}`).digest().readUInt32LE(0) / 2 ** 32;
  };
  const integer = (bound: number): number => Math.floor(uniform() * bound);
  const chance = (probability: number): boolean => uniform() < probability;
  return {
    uniform,
    integer,
    chance,
    pick: (items) => {
      const item = items[integer(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    maybe: (make) => (chance(0.5) ? make() : undefined),
  };
}
