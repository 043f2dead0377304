import type { ParameterExpression, ParameterNumber } from '@hyperdrive-run/core/config';
import { isJsonArray, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** The keys of each type of the search space beside `type`; they are the ones of Azure ML. */
const keysOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['choice', ['values']],
  ['randint', ['upper']],
  ['uniform', ['min_value', 'max_value']],
  ['quniform', ['min_value', 'max_value', 'q']],
  ['loguniform', ['min_value', 'max_value']],
  ['qloguniform', ['min_value', 'max_value', 'q']],
  ['normal', ['mu', 'sigma']],
  ['qnormal', ['mu', 'sigma', 'q']],
  ['lognormal', ['mu', 'sigma']],
  ['qlognormal', ['mu', 'sigma', 'q']],
]);

/**
 * Stands for an expression that was refused, so that the rest of the file is still checked against its name. Every
 * sampling takes it.
 */
const placeholder: ParameterExpression = { kind: 'choice', values: [0] };

/** Reads `search_space`. */
export function readSearchSpace(reader: FileReader, place: Place): ReadonlyMap<string, ParameterExpression> {
  const space = reader.readMap(place, 'a mapping of hyperparameters');
  return new Map(
    [...(space?.keys() ?? [])].map((name) => [name, readExpression(reader, placeOf(space, place.path, name))]),
  );
}

function readExpression(reader: FileReader, place: Place): ParameterExpression {
  const map = reader.readMap(place, 'a mapping with a type, such as { type: uniform, min_value: 0, max_value: 1 }');
  if (map === undefined) return placeholder;
  // Before it is said that the type is missing: it may have another name.
  const anyKeys = new Set([...keysOf.values()].flat());
  if (!map.has('type')) reader.checkOtherKeys(map, place.path, ['type', ...anyKeys], 'search_space');
  const type = reader.readWord(placeOf(map, place.path, 'type'), [...keysOf.keys()]);
  if (type === undefined) return placeholder;
  reader.checkOtherKeys(map, place.path, ['type', ...(keysOf.get(type) ?? [])], 'search_space');
  const keys = new ExpressionKeys(reader, map, place);
  const expression = toExpression(type, keys);
  return keys.areRead ? expression : placeholder;
}

/** Reads the keys of one expression. */
class ExpressionKeys {
  readonly #reader: FileReader;
  readonly #map: JsonObject;
  readonly #place: Place;
  #areRead = true;

  constructor(reader: FileReader, map: JsonObject, place: Place) {
    this.#reader = reader;
    this.#map = map;
    this.#place = place;
  }

  /** Whether none of them was refused. */
  get areRead(): boolean {
    return this.#areRead;
  }

  number(key: string): ParameterNumber {
    const number = this.#reader.readNumber(placeOf(this.#map, this.#place.path, key), 'a finite number');
    if (number === undefined) this.#areRead = false;
    return number ?? 0;
  }

  values(): readonly JsonValue[] {
    const place = placeOf(this.#map, this.#place.path, 'values');
    if (isJsonArray(place.value)) return place.value;
    this.#reader.refuse(place, 'a list of values');
    this.#areRead = false;
    return [];
  }
}

function toExpression(kind: string, keys: ExpressionKeys): ParameterExpression {
  switch (kind) {
    case 'randint':
      return { kind, upper: keys.number('upper') };
    case 'uniform':
    case 'loguniform':
      return { kind, minValue: keys.number('min_value'), maxValue: keys.number('max_value') };
    case 'quniform':
    case 'qloguniform':
      return { kind, minValue: keys.number('min_value'), maxValue: keys.number('max_value'), q: keys.number('q') };
    case 'normal':
    case 'lognormal':
      return { kind, mu: keys.number('mu'), sigma: keys.number('sigma') };
    case 'qnormal':
    case 'qlognormal':
      return { kind, mu: keys.number('mu'), sigma: keys.number('sigma'), q: keys.number('q') };
    default:
      return { kind: 'choice', values: keys.values() };
  }
}
