import { dirname, join } from 'node:path';
import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import type { FilePath } from '../reader/file-path.js';
import type { FileReader, Place } from '../reader/file-reader.js';
import { readText } from '../reader/read-file-text.js';
import { applyOverrides, type SweepFileOverride } from '../reader/sweep-file-override.js';
import { type PlacedYamlDifference, readYaml } from '../yaml/yaml-source.js';
import { toLocalPath } from './read-path.js';

/** Where a trial is described: in the sweep file, or in a component's file. */
export interface TrialSource {
  /** Reads the mapping below. */
  readonly reader: FileReader;
  readonly map: JsonObject | undefined;
  /** The way to the mapping in its file. */
  readonly path: FilePath;
  /** What relative paths in it are seen from. */
  readonly folder: string;
  readonly isComponent: boolean;
  /** What Azure ML's tool reads differently in a component's file; of the sweep file its own source has them. */
  readonly differences: readonly PlacedYamlDifference[];
}

/** Where a sweep file is, as its caller named it and absolute. */
export interface SweepFilePlace {
  readonly shown: string;
  readonly folder: string;
}

const takesTrial = "a mapping with the command of a trial, or the path of a component's file";

/**
 * Opens `trial`: a mapping, or a component's file as `./train.yml` or `file:./train.yml`.
 * @param overrides those of the sweep; what they say below `trial` is put into the component
 */
export function openTrialSource(
  reader: FileReader,
  place: Place,
  file: SweepFilePlace,
  overrides: readonly SweepFileOverride[],
): TrialSource {
  const inline = { reader, path: place.path, folder: file.folder, isComponent: false, differences: [] };
  if (typeof place.value !== 'string') return { ...inline, map: reader.readMap(place, takesTrial) };
  const absolute = toLocalPath(place.value, file.folder);
  if (absolute === undefined) {
    reader.refuse(place, `${takesTrial}: registered components are not downloaded`);
    return { ...inline, map: undefined };
  }
  const text = readText(absolute);
  if ('reason' in text) {
    reader.refuse(place, takesTrial, `${JSON.stringify(place.value)}, which ${text.reason}`);
    return { ...inline, map: undefined };
  }
  const shown = join(dirname(file.shown), place.value.replace(/^file:/i, ''));
  const own = overrides.flatMap((override) =>
    override.path[0] === 'trial' && override.path.length > 1 ? [{ ...override, path: override.path.slice(1) }] : [],
  );
  const source = applyOverrides(readYaml(text.text), own);
  const component = reader.forFile({
    locate: (path, part) => ({ ...source.locate(path, part), file: shown }),
    writtenAt: (path) => source.writtenAt(path),
  });
  const differences = source.differences.map((difference) => ({ ...difference, file: shown }));
  const inFile = { reader: component, path: [], folder: dirname(absolute), isComponent: true, differences };
  reader.problems.push(...source.problems.map((problem) => ({ ...problem, file: shown })));
  if (source.problems.length > 0) return { ...inFile, map: undefined };
  if (isJsonObject(source.value)) return { ...inFile, map: source.value };
  component.refuse({ path: [], value: source.value }, 'a mapping with the command of a trial', 'no mapping');
  return { ...inFile, map: undefined };
}

/** Overrides that are not for a component's file. */
export function overridesOfSweep(
  overrides: readonly SweepFileOverride[],
  isComponent: boolean,
): readonly SweepFileOverride[] {
  return isComponent ? overrides.filter(({ path }) => path[0] !== 'trial' || path.length === 1) : overrides;
}
