import { editDistance } from './edit-distance.js';

/**
 * The name that is most like the one that was wanted, for "did you mean": letters' case, blanks and punctuation count
 * for nothing, then the fewest letters to change. `undefined` where none is alike.
 */
export function closestName(wanted: string, names: Iterable<string>): string | undefined {
  const target = normalize(wanted);
  let closest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const candidate = normalize(name);
    // `val_accuracy` is meant by `accuracy` more often than a word with as many other letters.
    const isPart = target !== '' && candidate !== '' && (candidate.includes(target) || target.includes(candidate));
    const distance = isPart ? Math.abs(candidate.length - target.length) / 4 : editDistance(target, candidate);
    if (closest === undefined || distance < closest.distance) closest = { name, distance };
  }
  const limit = Math.max(1, target.length / 2);
  return closest !== undefined && closest.distance <= limit ? closest.name : undefined;
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll(/[\s\p{P}]/gu, '');
}
