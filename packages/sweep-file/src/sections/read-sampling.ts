import {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  type ParameterExpression,
  RandomParameterSampling,
} from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

const takesSampling = 'random, grid or bayesian, or a mapping with such a type';

const keysOfSampling = ['seed', 'rule', 'logbase'] as const;

/** What each sampling takes of them. */
const keysOf: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['random', keysOfSampling],
  ['grid', []],
  ['bayesian', ['seed']],
]);

/**
 * Reads `sampling_algorithm`: a word, or a mapping with `type`, `seed`, `rule` and `logbase`; without it, as on Azure ML,
 * it is random. What is wrong with it beyond its form is found by the sampling itself.
 */
export function readSampling(
  reader: FileReader,
  place: Place,
  space: ReadonlyMap<string, ParameterExpression>,
): HyperparameterSampling {
  if (place.value === undefined) return new RandomParameterSampling(space, { validate: false });
  const map = isJsonObject(place.value) ? place.value : undefined;
  const typePlace = map === undefined ? place : placeOf(map, place.path, 'type');
  const type = typeof typePlace.value === 'string' ? typePlace.value.toLowerCase() : '';
  const own = keysOf.get(type);
  if (map !== undefined) {
    reader.checkOtherKeys(map, place.path, ['type', ...keysOfSampling], 'sampling_algorithm');
    for (const key of keysOfSampling) {
      const isInVain = own !== undefined && !own.includes(key) && map.has(key);
      if (isInVain) reader.warn(placeOf(map, place.path, key), `has no effect with ${type}, where Azure ML refuses it`);
    }
  }
  if (own === undefined) reader.refuse(typePlace, takesSampling);
  const properties = new Map<string, JsonValue>(
    [...(map ?? [])].filter(([key, value]) => own?.includes(key) === true && value !== null),
  );
  const isSeeded = own?.includes('seed') === true;
  const seed = isSeeded ? reader.readNumber(placeOf(map, place.path, 'seed'), 'a whole number', 'optional') : undefined;
  if (seed !== undefined) properties.set('seed', seed);
  if (type === 'grid') return new GridParameterSampling(space, { validate: false });
  if (type === 'bayesian') return new BayesianParameterSampling(space, { properties, validate: false });
  return new RandomParameterSampling(space, { properties, validate: false });
}
