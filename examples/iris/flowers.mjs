// The data of a training: read from the table, split in two halves, scaled.
import { readFileSync } from 'node:fs';

/**
 * Reads the table (numbers in all columns but the last, which holds the kind), sets half of each kind apart for
 * validation, and scales each column to mean 0 and deviation 1 by what the training half tells.
 */
export function loadFlowers(path, random) {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const flowers = lines.map((line) => {
    const cells = line.trim().split(',');
    return { features: cells.slice(0, -1).map(Number), species: cells.at(-1) };
  });
  const featureNames = header.split(',').slice(0, -1);
  const classes = [...new Set(flowers.map(({ species }) => species))];
  const training = [];
  const validation = [];
  for (const [kind, name] of classes.entries()) {
    const ofKind = flowers.filter(({ species }) => species === name);
    for (const [at, { features }] of shuffle(ofKind, random).entries()) {
      (at % 2 === 0 ? training : validation).push({ features, kind });
    }
  }
  const scale = featureNames.map((_, at) => describeColumn(training.map(({ features }) => features[at])));
  const scaled = ({ features, kind }) => ({
    features: features.map((value, at) => (value - scale[at].mean) / scale[at].deviation),
    kind,
  });
  return { training: training.map(scaled), validation: validation.map(scaled), classes, featureNames, scale };
}

function describeColumn(values) {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** The items in a random order. */
export function shuffle(items, random) {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const at = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[at]] = [shuffled[at], shuffled[last]];
  }
  return shuffled;
}

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function createRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
