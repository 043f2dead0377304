/**
 * A small generator of numbers from 0 (included) to 1 (excluded), for shuffles and draws that need be no better than even.
 * The same seed gives the same numbers everywhere. Source: Guy Steele's and others' SplitMix, with 32 bits.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
