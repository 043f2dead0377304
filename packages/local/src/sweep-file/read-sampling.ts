import {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  isJsonObject,
  type JsonValue,
  type ParameterExpression,
  RandomParameterSampling,
} from '@hyperdrive-run/core';
import { type FileReader, type Place, placeOf } from './file-reader.js';

const takesSampling = 'random, grid or bayesian, or a mapping with such a type';

/**
 * Reads `sampling_algorithm`: a word, or a mapping with `type`, `seed`, `rule` and `logbase`. What is wrong with it
 * beyond its form is found by the sampling itself.
 */
export function readSampling(
  reader: FileReader,
  place: Place,
  space: ReadonlyMap<string, ParameterExpression>,
): HyperparameterSampling {
  const isMapping = isJsonObject(place.value);
  const map = isJsonObject(place.value) ? place.value : undefined;
  const typePlace = isMapping ? placeOf(map, place.path, 'type') : place;
  const type = typeof typePlace.value === 'string' ? typePlace.value.toLowerCase() : undefined;
  const given = [...(map ?? [])].filter(([key, value]) => key !== 'type' && value !== null);
  const properties = new Map<string, JsonValue>(given);
  const seed = reader.readNumber(placeOf(map, place.path, 'seed'), 'a whole number', 'optional');
  if (seed !== undefined) properties.set('seed', seed);
  if (type === 'random') {
    if (map !== undefined) reader.warnOfOtherKeys(map, place.path, ['type', 'seed', 'rule', 'logbase']);
    return new RandomParameterSampling(space, { properties, validate: false });
  }
  if (type === 'grid') {
    if (map !== undefined) reader.warnOfOtherKeys(map, place.path, ['type']);
    return new GridParameterSampling(space, { validate: false });
  }
  if (type === 'bayesian') {
    if (map !== undefined) reader.warnOfOtherKeys(map, place.path, ['type', 'seed']);
    return new BayesianParameterSampling(space, { properties, validate: false });
  }
  reader.refuse(typePlace, takesSampling);
  return new RandomParameterSampling(space, { validate: false });
}
