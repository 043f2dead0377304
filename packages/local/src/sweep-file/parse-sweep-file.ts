import { dirname, resolve } from 'node:path';
import {
  HyperDriveConfig,
  isJsonObject,
  type JsonObject,
  type PrimaryMetricGoal,
  parseGoal,
} from '@hyperdrive-run/core';
import { findSubmitViolations } from '../engine/find-submit-violations.js';
import { durationInSeconds } from '../engine/sweep-timeout.js';
import { configPathToFilePath } from './config-path-to-file-path.js';
import { createFileReader, type FileReader, placeOf } from './file-reader.js';
import { warnOfNoEffect } from './keys-without-effect.js';
import { readEarlyTermination } from './read-early-termination.js';
import { readLimits } from './read-limits.js';
import { readSampling } from './read-sampling.js';
import { readSearchSpace } from './read-search-space.js';
import { readTrial } from './read-trial.js';
import { SweepFileError, type SweepFileProblem, type SweepFileWarning } from './sweep-file-error.js';
import { readYaml } from './yaml-source.js';

/** Where a sweep file comes from. */
export interface ParseSweepFileOptions {
  /** The file's path: relative paths in it are seen from its folder, and messages name it. */
  readonly path: string;
}

/** A sweep as its file describes it. */
export interface SweepFile {
  /** Ready to be submitted. Paths in it are absolute. */
  readonly config: HyperDriveConfig;
  readonly experimentName: string | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  /** What is accepted, but has no effect locally. */
  readonly warnings: readonly SweepFileWarning[];
}

const knownKeys = [
  '$schema',
  'type',
  'name',
  'experiment_name',
  'display_name',
  'description',
  'tags',
  'trial',
  'inputs',
  'sampling_algorithm',
  'search_space',
  'objective',
  'early_termination',
  'limits',
];

/**
 * Reads a sweep file: Azure ML's own YAML for sweep jobs. What the local service does not run is refused with its
 * line, never passed over; folders and files that it names must exist.
 * @throws SweepFileError that lists everything that is wrong, each with line, column and path
 */
export function parseSweepFile(text: string, options: ParseSweepFileOptions): SweepFile {
  const source = readYaml(text);
  if (source.problems.length > 0) throw new SweepFileError(options.path, inOrder(source.problems));
  const reader = createFileReader((path) => source.locate(path));
  const root = isJsonObject(source.value) ? source.value : undefined;
  if (root === undefined) {
    reader.refuse({ path: [], value: source.value }, 'a mapping with type: sweep', 'no mapping');
    throw new SweepFileError(options.path, reader.problems);
  }
  const config = readConfig(reader, root, dirname(resolve(options.path)));
  const result = {
    config,
    experimentName: reader.readText(placeOf(root, [], 'experiment_name'), 'a name', 'optional'),
    displayName: reader.readText(placeOf(root, [], 'display_name'), 'text', 'optional'),
    description: reader.readText(placeOf(root, [], 'description'), 'text', 'optional'),
    tags: readTags(reader, root),
  };
  for (const { path, got, takes } of findSubmitViolations(config)) {
    reader.refuse({ path: configPathToFilePath(path), value: undefined }, takes, got);
  }
  if (reader.problems.length > 0) throw new SweepFileError(options.path, inOrder(reader.problems));
  return { ...result, warnings: reader.warnings };
}

function readConfig(reader: FileReader, root: JsonObject, folder: string): HyperDriveConfig {
  const noEffect = warnOfNoEffect(reader, root, []);
  reader.refuseOtherKeys(root, [], [...knownKeys, ...noEffect]);
  const type = placeOf(root, [], 'type');
  if (type.value !== 'sweep') reader.refuse(type, 'sweep');
  const name = placeOf(root, [], 'name');
  if (name.value !== undefined) reader.warn(name, 'has no effect: the sweep is given an id of its own');
  const limits = readLimits(reader, placeOf(root, [], 'limits'));
  const space = readSearchSpace(reader, placeOf(root, [], 'search_space'));
  const seconds = limits.timeoutSeconds;
  return new HyperDriveConfig({
    validate: false,
    ...readObjective(reader, root),
    hyperparameterSampling: readSampling(reader, placeOf(root, [], 'sampling_algorithm'), space),
    policy: readEarlyTermination(reader, placeOf(root, [], 'early_termination')),
    // Azure ML's own default.
    maxTotalRuns: limits.maxTotalTrials ?? 1000,
    maxConcurrentRuns: limits.maxConcurrentTrials,
    maxDurationMinutes: seconds === undefined ? undefined : Math.ceil(seconds / 60),
    platformConfig: seconds === undefined ? undefined : durationInSeconds(seconds),
    runConfig: readTrial(
      reader,
      {
        trial: placeOf(root, [], 'trial'),
        inputs: placeOf(root, [], 'inputs'),
        trialTimeout: limits.trialTimeout,
      },
      folder,
    ),
  });
}

function readObjective(
  reader: FileReader,
  root: JsonObject,
): { readonly primaryMetricName: string; readonly primaryMetricGoal: PrimaryMetricGoal } {
  const place = placeOf(root, [], 'objective');
  const map = reader.readMap(place, 'a mapping with primary_metric and goal');
  if (map === undefined) return { primaryMetricName: 'none', primaryMetricGoal: 'maximize' };
  reader.refuseOtherKeys(map, place.path, ['type', 'primary_metric', 'goal']);
  const name = reader.readText(placeOf(map, place.path, 'primary_metric'), 'the name of a metric');
  const goal = parseGoal(map.get('goal'));
  if (goal === undefined) reader.refuse(placeOf(map, place.path, 'goal'), 'maximize or minimize');
  return { primaryMetricName: name ?? 'none', primaryMetricGoal: goal ?? 'maximize' };
}

function readTags(reader: FileReader, root: JsonObject): ReadonlyMap<string, string> {
  const place = placeOf(root, [], 'tags');
  const map = reader.readMap(place, 'a mapping of tags', 'optional') ?? new Map<string, never>();
  return new Map(
    [...map].flatMap(([name, value]): [string, string][] => {
      if (value === null || typeof value !== 'object') return [[name, value === null ? '' : String(value)]];
      reader.refuse(placeOf(map, place.path, name), 'text');
      return [];
    }),
  );
}

function inOrder(problems: readonly SweepFileProblem[]): readonly SweepFileProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
