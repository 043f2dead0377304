import type { ParameterExpression, ParameterNumber } from '@hyperdrive-run/core/config';
import { isJsonArray, type JsonObject } from '@hyperdrive-run/core/json';
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
  const keys = type === undefined ? undefined : keysOf.get(type);
  if (type === undefined || keys === undefined) return placeholder;
  reader.checkOtherKeys(map, place.path, ['type', ...keys], 'search_space');
  return toExpression(type, new ExpressionKeys(reader, map, place)) ?? placeholder;
}

/** Reads the keys of one expression. */
class ExpressionKeys {
  readonly #reader: FileReader;
  readonly #map: JsonObject;
  readonly #place: Place;

  constructor(reader: FileReader, map: JsonObject, place: Place) {
    this.#reader = reader;
    this.#map = map;
    this.#place = place;
  }

  number(key: string): ParameterNumber | undefined {
    return this.#reader.readNumber(placeOf(this.#map, this.#place.path, key), 'a finite number');
  }

  values(): ParameterExpression | undefined {
    const place = placeOf(this.#map, this.#place.path, 'values');
    if (isJsonArray(place.value)) return { kind: 'choice', values: place.value };
    this.#reader.refuse(place, 'a list of values');
    return undefined;
  }
}

function toExpression(kind: string, keys: ExpressionKeys): ParameterExpression | undefined {
  switch (kind) {
    case 'choice':
      return keys.values();
    case 'randint': {
      const upper = keys.number('upper');
      return upper === undefined ? undefined : { kind, upper };
    }
    case 'uniform':
    case 'loguniform': {
      const [minValue, maxValue] = [keys.number('min_value'), keys.number('max_value')];
      return minValue === undefined || maxValue === undefined ? undefined : { kind, minValue, maxValue };
    }
    case 'quniform':
    case 'qloguniform': {
      const [minValue, maxValue, q] = [keys.number('min_value'), keys.number('max_value'), keys.number('q')];
      if (minValue === undefined || maxValue === undefined || q === undefined) return undefined;
      return { kind, minValue, maxValue, q };
    }
    case 'normal':
    case 'lognormal': {
      const [mu, sigma] = [keys.number('mu'), keys.number('sigma')];
      return mu === undefined || sigma === undefined ? undefined : { kind, mu, sigma };
    }
    case 'qnormal':
    case 'qlognormal': {
      const [mu, sigma, q] = [keys.number('mu'), keys.number('sigma'), keys.number('q')];
      return mu === undefined || sigma === undefined || q === undefined ? undefined : { kind, mu, sigma, q };
    }
    default:
      return undefined;
  }
}
