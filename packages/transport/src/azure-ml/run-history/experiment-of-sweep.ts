import { systemTagPrefix } from '@hyperdrive-run/core/internal';
import { isJsonObject, parseJson } from '@hyperdrive-run/core/json';

/**
 * The experiment that a sweep was submitted to, as its tags say. The wire's runs name their experiment by its id
 * alone; of a sweep, Azure ML keeps the `platform_config` that was submitted, which contains the name.
 * @returns `undefined` for runs that are no sweeps, and sweeps without that tag
 */
export function experimentOfSweep(tags: ReadonlyMap<string, string>): string | undefined {
  for (const tag of [`${systemTagPrefix}platform_config`, 'platform_config']) {
    const name = readName(tags.get(tag));
    if (name !== undefined) return name;
  }
  return undefined;
}

function readName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const config = parseJson(text);
    const name = isJsonObject(config) ? config.get('ExperimentName') : undefined;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
