import { uniformBigInt } from 'pure-rand/distribution/uniformBigInt';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** A stream of random numbers: the same seed gives the same stream on every platform. */
export interface RandomSource {
  /** A number from 0 (included) to 1 (excluded), a multiple of 2^-53. */
  uniform(): number;
  /** An integer from 0 to `count - 1`, each as likely as the others. `count` is at least 1 and at most 2^53 - 1. */
  integerBelow(count: number): number;
  /** The same for counts of any size. */
  bigIntegerBelow(count: bigint): bigint;
  /** A number from the normal distribution with mean 0 and standard deviation 1. */
  standardNormal(): number;
}

/**
 * Makes a stream from a seed: any integer that a double represents exactly.
 * The generator is the Mersenne Twister; others start badly from small seeds, which are what people write.
 */
export function createRandomSource(seed: number): RandomSource {
  // The generator takes 32 bits. The higher bits of a seed are mixed in through a stream of its own.
  const high = Math.floor(seed / 2 ** 32);
  const generator = mersenne(high === 0 ? seed : seed ^ mersenne(high).next());
  const uniform = (): number => uniformFloat64(generator);
  return {
    uniform,
    integerBelow: (count) => uniformInt(generator, 0, count - 1),
    bigIntegerBelow: (count) => uniformBigInt(generator, 0n, count - 1n),
    standardNormal: () => {
      // Box-Muller. 1 - u is never 0, so the logarithm is finite. The second number of each pair is not kept: a draw
      // then always takes the same amount of the stream, whatever was drawn before.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return radius * Math.cos(2 * Math.PI * uniform());
    },
  };
}
