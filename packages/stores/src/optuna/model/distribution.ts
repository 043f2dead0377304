import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';

/** A number of a distribution. Integers beyond 2^53 are bigint. */
export type DistributionNumber = number | bigint;

/** What a parameter's values were drawn from. */
export type OptunaDistribution =
  | {
      readonly kind: 'float' | 'int';
      readonly low: DistributionNumber;
      readonly high: DistributionNumber;
      readonly isLog: boolean;
      /** The distance of values, `undefined` where every number counts. Of whole numbers at least 1. */
      readonly step: DistributionNumber | undefined;
    }
  | { readonly kind: 'categorical'; readonly choices: readonly JsonValue[] };

/** The names that Optuna 3 and later write, and those of 2.x, which journals and upgraded files still contain. */
const numericKinds: ReadonlyMap<string, { readonly kind: 'float' | 'int'; readonly isLog?: boolean }> = new Map([
  ['FloatDistribution', { kind: 'float' }],
  ['IntDistribution', { kind: 'int' }],
  ['UniformDistribution', { kind: 'float', isLog: false }],
  ['LogUniformDistribution', { kind: 'float', isLog: true }],
  ['DiscreteUniformDistribution', { kind: 'float', isLog: false }],
  ['IntUniformDistribution', { kind: 'int', isLog: false }],
  ['IntLogUniformDistribution', { kind: 'int', isLog: true }],
  // The short form that Optuna 5 reads.
  ['float', { kind: 'float' }],
  ['int', { kind: 'int' }],
]);

/**
 * Reads `distribution_json`.
 * @throws SyntaxError where the text is no JSON
 * @throws TypeError where it is no distribution that Optuna knows
 */
export function parseDistribution(text: string): OptunaDistribution {
  const value = parseJson(text);
  const name = isJsonObject(value) ? (value.get('name') ?? value.get('type')) : undefined;
  const inner = isJsonObject(value) ? (value.get('attributes') ?? value) : undefined;
  if (typeof name !== 'string' || !isJsonObject(inner)) throw new TypeError(`is no distribution: ${text.slice(0, 80)}`);
  const choices = inner.get('choices');
  if ((name === 'CategoricalDistribution' || name === 'categorical') && isJsonArray(choices)) {
    return { kind: 'categorical', choices };
  }
  const known = numericKinds.get(name);
  const [low, high] = [numberOf(inner, 'low'), numberOf(inner, 'high')];
  if (known === undefined || low === undefined || high === undefined) {
    throw new TypeError(`is a distribution that is not known: ${text.slice(0, 80)}`);
  }
  const isLog = known.isLog ?? inner.get('log') === true;
  const step = numberOf(inner, 'step') ?? numberOf(inner, 'q') ?? (known.kind === 'int' ? 1 : undefined);
  return { kind: known.kind, low, high, isLog, step };
}

function numberOf(object: JsonObject, name: string): DistributionNumber | undefined {
  const value = object.get(name);
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

/**
 * The value of a parameter from the number that Optuna keeps of it: that number, its whole part, or the choice at that
 * position. Whole numbers beyond 2^53 were rounded to a double when they were written.
 */
export function decodeParameter(distribution: OptunaDistribution, internal: number): JsonValue {
  if (distribution.kind === 'float') return internal;
  if (distribution.kind === 'categorical') return distribution.choices[Math.trunc(internal)] ?? null;
  const whole = Math.trunc(internal);
  return Number.isSafeInteger(whole) || !Number.isFinite(whole) ? whole : BigInt(whole);
}

/** Reads distributions of which most are the same text again and again. */
export function createDistributionReader(): (text: string) => OptunaDistribution {
  const known = new Map<string, OptunaDistribution>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const read = parseDistribution(text);
    known.set(text, read);
    return read;
  };
}

/** Whether Optuna takes one distribution of a parameter for the other: same kind, `log` and choices; ranges may differ. */
export function isCompatible(one: OptunaDistribution, other: OptunaDistribution): boolean {
  if (one.kind === 'categorical') {
    return other.kind === 'categorical' && sameJson(one.choices, other.choices);
  }
  return one.kind === other.kind && one.isLog === other.isLog;
}

/** Equal as Python compares lists of choices: `1`, `1.0` and `true` are one, and NaN is the same as NaN here. */
function sameJson(one: JsonValue, other: JsonValue): boolean {
  if (isJsonArray(one)) {
    return (
      isJsonArray(other) && one.length === other.length && one.every((item, at) => sameJson(item, other[at] ?? null))
    );
  }
  if (isJsonObject(one)) {
    if (!isJsonObject(other) || one.size !== other.size) return false;
    return [...one].every(([key, item]) => other.has(key) && sameJson(item, other.get(key) ?? null));
  }
  const plain = (value: JsonValue): JsonValue => (typeof value === 'boolean' ? Number(value) : value);
  return Object.is(plain(one), plain(other)) || plain(one) === plain(other);
}
