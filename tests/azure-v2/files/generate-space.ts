import { numberText, scalarText } from './generate-numbers.js';
import type { SeededRandom } from './seeded-random.js';

/** The expression of a hyperparameter, right in its values. */
function expression(random: SeededRandom): string {
  const low = numberText(random, 1);
  const high = numberText(random, 100_000);
  const q = random.whole(1, 9);
  return random.pick([
    () => choice(random),
    () => `{ type: uniform, min_value: ${low}, max_value: ${high} }`,
    () => `{ type: quniform, min_value: ${low}, max_value: ${high}, q: ${q}${random.pick(['', '.0'])} }`,
    () => `{ type: loguniform, min_value: -${q}.${q}, max_value: ${random.whole(0, 3)} }`,
    () => `{ type: qloguniform, min_value: ${random.whole(0, 2)}, max_value: ${random.whole(3, 6)}.0, q: 1 }`,
    () => `{ type: normal, mu: ${random.pick(['-', ''])}${q}.25, sigma: ${numberText(random, 1)} }`,
    () => `{ type: QNormal, mu: ${q}, sigma: ${numberText(random, 1)}, q: ${q} }`,
    () => `{ type: lognormal, mu: 0, sigma: ${q}.0 }`,
    () => `{ type: qlognormal, mu: 0.5, sigma: ${q}, q: 1 }`,
    () => `{ type: randint, upper: ${random.whole(1, 2 ** 30)} }`,
  ])();
}

function choice(random: SeededRandom): string {
  const values = Array.from({ length: random.whole(1, 5) }, (_, index) => {
    if (!random.once(5)) return distinct(random, index);
    return `{ kind: ${distinct(random, index)}, depth: ${random.pick(['{ type: randint, upper: 3 }', '"7"', '2.0'])} }`;
  });
  return `\n    type: choice\n    values:\n${values.map((value) => `    - ${value}\n`).join('')}`.trimEnd();
}

/** The same value twice is refused: values differ in what they begin with. */
function distinct(random: SeededRandom, index: number): string {
  return random.pick([
    `${index}${random.whole(10, 99)}`,
    `${index}.${random.whole(1, 9)}5`,
    `t${index}`,
    `"${index}x"`,
  ]);
}

/** A search space of one to four hyperparameters, and their names. */
export function generateSpace(random: SeededRandom): { readonly text: string; readonly names: readonly string[] } {
  const names = ['sun', 'rain_1', '_soil', 'B'].slice(0, random.whole(1, 4));
  return {
    text: `search_space:\n${names.map((name) => `  ${name}: ${expression(random)}\n`).join('')}`.trimEnd(),
    names,
  };
}

/** Literal inputs of every kind. */
export function generateLiterals(random: SeededRandom): readonly string[] {
  return Array.from({ length: random.whole(0, 4) }, (_, index) => `  in${index}: ${scalarText(random)}`);
}
