import type { TrialResources } from '@hyperdrive-run/core/trial';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** Keys that say what Azure ML's machines are, and nothing to another scheduler. */
const ofAzureAlone = ['instance_type', 'shm_size', 'docker_args', 'max_instance_count', 'locations'];

const sizeUnits: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1024],
  ['m', 1024 ** 2],
  ['g', 1024 ** 3],
  ['t', 1024 ** 4],
]);

/**
 * Reads `resources` for a scheduler that is not Azure ML's: the number of nodes from `instance_count`, and from `properties`,
 * which Azure ML takes whatever is in it, `cpus`, `gpus` and `memory`. The other keys are Azure ML's alone, which is said.
 */
export function readResources(reader: FileReader, place: Place): TrialResources | undefined {
  const map = reader.readMap(place, 'a mapping', 'optional');
  if (map === undefined) return undefined;
  reader.checkOtherKeys(map, place.path, ['instance_count', 'properties', ...ofAzureAlone]);
  for (const key of ofAzureAlone) {
    if (map.has(key)) reader.warn(placeOf(map, place.path, key), 'has an effect on Azure ML alone');
  }
  const properties = placeOf(map, place.path, 'properties');
  const own = reader.readMap(properties, 'a mapping', 'optional');
  const whole = (at: Place, least: number): number | undefined => {
    const takes = `a whole number of at least ${least}`;
    const number = reader.readNumber(at, takes, 'optional');
    if (number === undefined) return undefined;
    if (Number.isSafeInteger(Number(number)) && Number(number) >= least) return Number(number);
    reader.refuse(at, takes);
    return undefined;
  };
  return {
    instanceCount: whole(placeOf(map, place.path, 'instance_count'), 1),
    cpus: whole(placeOf(own, properties.path, 'cpus'), 1),
    gpus: whole(placeOf(own, properties.path, 'gpus'), 0),
    memoryBytes: readMemory(reader, placeOf(own, properties.path, 'memory')),
  };
}

/** Bytes, or a size as Kubernetes and Docker write it: `16Gi`, `16g`; units are steps of 1024. */
function readMemory(reader: FileReader, place: Place): number | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s?([kmgt]?)i?b?$/i.exec(text) ?? [];
  const bytes = Math.round(Number(number) * (sizeUnits.get(unit.toLowerCase()) ?? 0));
  if (number !== '' && bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  reader.refuse(place, takesMemory);
  return undefined;
}

const takesMemory = 'a size such as 16Gi or 512Mi';
