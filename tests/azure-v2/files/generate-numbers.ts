import type { SeededRandom } from './seeded-random.js';

/** A number that is at least `least`, written in one of the ways in which people and YAML 1.1 write them. */
export function numberText(random: SeededRandom, least: number): string {
  const value = least + random.whole(0, 999);
  const decimal = `${value}.${random.whole(0, 99)}`;
  return random.pick([
    String(value),
    `${value}.0`,
    decimal,
    `'${decimal}'`,
    `"${value}"`,
    `+${value}`,
    ...(least >= 1 ? [`0x${value.toString(16)}`, `0${value.toString(8)}`, `${value}_0`] : []),
  ]);
}

/** A literal of any kind, as YAML. */
export function scalarText(random: SeededRandom): string {
  const digits = random.whole(1, 99_999);
  return random.pick([
    String(digits),
    `-${digits}`,
    `${digits}.0`,
    `${digits}.5`,
    `0.000${digits}`,
    `${random.whole(1, 9)}.${digits}e-${random.whole(1, 12)}`,
    `${random.whole(1, 9)}.0e+${random.whole(1, 22)}`,
    `1e${random.whole(1, 9)}`,
    `${digits}00000000000000000${digits}`,
    `0${random.whole(1, 7)}${random.whole(0, 7)}`,
    `${random.whole(1, 9)}:${random.whole(10, 59)}`,
    `${random.whole(1, 9)}_000`,
    `text${digits}`,
    `"${digits}"`,
    `'${digits}.0'`,
    '"true"',
    "'a: b # c'",
    'größe',
    '"\\t\\u00e9\\U0001F33B"',
  ]);
}
