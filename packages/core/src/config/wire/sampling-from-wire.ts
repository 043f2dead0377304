import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { parameterSpaceFromWire } from '../model/parameter-space.js';
import {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  RandomParameterSampling,
} from '../model/sampling.js';
import { UnknownSampling } from '../model/unknown-sampling.js';

/**
 * Reads a `generator_config`, its name in any case. Nothing is checked: faults are in `violations`. A name that is not
 * known, or a space that cannot be read, gives an {@link UnknownSampling} that keeps everything.
 */
export function samplingFromWire(wire: JsonValue | undefined): HyperparameterSampling {
  if (!isJsonObject(wire)) return new UnknownSampling('', wire);
  const name = wire.get('name');
  const space = wire.get('parameter_space');
  const properties = wire.get('properties') ?? new Map();
  if (typeof name !== 'string') return new UnknownSampling('', wire);
  if (!isJsonObject(space) || !isJsonObject(properties)) return new UnknownSampling(name, wire);
  const parameterSpace = parameterSpaceFromWire(space);
  const options = { properties, validate: false };
  switch (name.toLowerCase()) {
    case 'random':
      return new RandomParameterSampling(parameterSpace, options);
    case 'grid':
      return new GridParameterSampling(parameterSpace, options);
    case 'bayesianoptimization':
      return new BayesianParameterSampling(parameterSpace, options);
    default:
      return new UnknownSampling(name, wire);
  }
}
