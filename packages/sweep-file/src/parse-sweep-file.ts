import { dirname, resolve } from 'node:path';
import { cwd } from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { findSubmitViolations, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { maxConcurrentRunsLimit, maxTotalRunsLimit } from '@hyperdrive-run/core/internal-config';
import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { SweepJob, SweepTarget } from '@hyperdrive-run/core/ports';
import type { TrialResources } from '@hyperdrive-run/core/trial';
import { refuseInFile } from './config-words/refuse-in-file.js';
import { readSweepJob } from './job/read-sweep-job.js';
import { formatFilePath } from './reader/file-path.js';
import { createFileReader, type FileReader, placeOf } from './reader/file-reader.js';
import { findOtherKind } from './reader/other-kind-of-file.js';
import {
  applyOverrides,
  type NamedOverride,
  parseOverride,
  type SweepFileOverride,
} from './reader/sweep-file-override.js';
import { refuseExpressions } from './reader/unresolved-expressions.js';
import { earlierRunKeys, readEarlierRuns } from './sections/read-earlier-runs.js';
import { readEarlyTermination } from './sections/read-early-termination.js';
import { readLimits } from './sections/read-limits.js';
import { metadataKeys, readMetadata, type SweepMetadata } from './sections/read-metadata.js';
import { readObjective } from './sections/read-objective.js';
import { ignoreWithoutEffect, readCompute } from './sections/read-placement.js';
import { readResources } from './sections/read-resources.js';
import { readSampling } from './sections/read-sampling.js';
import { readSearchSpace } from './sections/read-search-space.js';
import { readValueTexts } from './sections/read-value-texts.js';
import {
  SweepFileError,
  type SweepFilePosition,
  type SweepFileProblem,
  type SweepFileWarning,
} from './sweep-file-error.js';
import { readTrial, type TrialSurroundings } from './trial/read-trial.js';
import { openTrialSource, overridesOfSweep, type TrialSource } from './trial/trial-source.js';
import { warnOfAzureRefusals } from './warnings/azure-refusals.js';
import { warnOfUnused } from './warnings/unused-hyperparameters.js';
import { warnOfIgnored } from './warnings/warn-of-ignored.js';
import { warnOfLimits } from './warnings/warn-of-limits.js';
import { warnOfOverflow } from './warnings/warn-of-overflow.js';
import { warningsBesideFaults } from './warnings/warnings-beside-faults.js';
import { toPlainNumbers } from './yaml/yaml-1-1/scalar-of-yaml-1-1.js';
import { readYaml, type YamlSource } from './yaml/yaml-source.js';

/** Where a sweep file comes from, and which of its values are replaced. */
export interface ParseSweepFileOptions {
  /** The file's path: relative paths in it are seen from its folder, and messages name it. */
  readonly path: string;
  /**
   * Values for keys of the file, as `path=value`: `limits.max_total_trials=8`, `search_space["--lr"].max_value=0.1`,
   * `sampling_algorithm={ type: random, seed: 3 }`. The value is YAML; the last of several for one key counts. They
   * reach into a component's file as `trial.…`. Messages name one that was made from another option by that.
   */
  readonly overrides?: readonly (string | NamedOverride)[] | undefined;
  /** Environment variables for every trial, where the file says nothing of them. */
  readonly variables?:
    | ReadonlyMap<string, string>
    | ((compute: string | undefined) => ReadonlyMap<string, string>)
    | undefined;
  /** What the sweep is to run on: it says what it does not run. */
  readonly target: SweepTarget;
  /** Where the sweep is submitted from; the process's own folder by default. A job without an experiment is named after it. */
  readonly currentFolder?: string | undefined;
}

/** A sweep as its file describes it. */
export interface SweepFile extends SweepMetadata {
  /** Ready to be submitted to the target. Local paths in it are absolute, references are as they are written. */
  readonly config: HyperDriveConfig;
  /** The whole job, where the target takes one. */
  readonly job?: SweepJob | undefined;
  /** What is accepted, but has no effect on the target, or is not known. */
  readonly warnings: readonly SweepFileWarning[];
}

const knownKeys: readonly string[] = [
  '$schema',
  'type',
  ...metadataKeys,
  'trial',
  'inputs',
  'outputs',
  'sampling_algorithm',
  'search_space',
  'objective',
  'early_termination',
  'limits',
  ...earlierRunKeys,
];

/**
 * Reads a sweep file: Azure ML's own YAML for sweep jobs, with the component's file that it may name. What the target does
 * not run is refused with its line, keys that are not known are passed over with a warning.
 * @throws SweepFileError that lists everything that is wrong, each with line, column and path
 */
export function parseSweepFile(text: string, options: ParseSweepFileOptions): SweepFile {
  const { target } = options;
  const version = target.takesJobs === true ? '1.1' : '1.2';
  const place = { shown: options.path, folder: dirname(resolve(options.path)) };
  const parsed = (options.overrides ?? []).map((override) => parseOverride(override, version));
  const overrides = parsed.filter((override) => 'value' in override);
  const wrongOverrides = parsed.filter((override) => 'got' in override);
  const plain = readYaml(text, version);
  const isComponent = isNamedComponent(plain, overrides);
  const exact = applyOverrides(plain, overridesOfSweep(overrides, isComponent));
  const source = version === '1.1' ? { ...exact, value: toPlainNumbers(exact.value) } : exact;
  const reader = createFileReader(source, {
    problems: [...wrongOverrides, ...source.problems],
    warnings: [],
    ignored: [],
  });
  if (source.problems.length > 0) throw failure(options.path, reader);
  const root = isJsonObject(source.value) ? source.value : undefined;
  if (root === undefined) {
    reader.refuse({ path: [], value: source.value }, 'a mapping with type: sweep', 'no mapping');
    throw failure(options.path, reader);
  }
  const other = findOtherKind(root);
  if (other !== undefined) {
    const { problems } = createFileReader(source);
    problems.push({ ...source.locate(other.path, 'key'), path: '', got: other.kind });
    throw new SweepFileError(options.path, problems);
  }
  // First, since what is at the wrong level is not missing elsewhere.
  const compute = readCompute(reader, placeOf(root, [], 'compute'), target);
  const readsResources = target.readsResources?.(compute) === true;
  const noEffect = ignoreWithoutEffect(reader, { map: root, path: [] }, target, 'compute', (key) => {
    return key === 'resources' && readsResources;
  });
  reader.checkOtherKeys(root, [], [...knownKeys, ...noEffect], 'sweep');
  reader.readWord(placeOf(root, [], 'type'), ['sweep']);
  refuseExpressions(reader, root, 'trial.command');
  const trial = openTrialSource(reader, placeOf(root, [], 'trial'), place, overrides);
  if (trial.isComponent && trial.map !== undefined) refuseExpressions(trial.reader, trial.map, 'command');
  const concurrency = target.trialsAtOnce ?? maxConcurrentRunsLimit;
  const config = readConfig(reader, root, trial, {
    ...place,
    target,
    variables: typeof options.variables === 'function' ? options.variables(compute) : (options.variables ?? new Map()),
    concurrency,
    compute,
    resources: readsResources ? readResources(reader, placeOf(root, [], 'resources')) : undefined,
  });
  const metadata = readMetadata(reader, root, target);
  refuseInFile({ reader, root, trial, config }, findSubmitViolations(config, target.findViolations(config)));
  warnOfLimits(reader, root, { config, ofThisMachine: target.trialsAtOnce !== undefined });
  const { hyperparameterSampling: sampling, runConfig } = config;
  const command = formatFilePath([...trial.path, 'command']);
  const isCommandRead = trial.map?.has('command') === true && !reader.problems.some(({ path }) => path === command);
  if (isCommandRead && runConfig !== undefined && sampling.kind !== 'unknown') {
    warnOfUnused(reader, runConfig.command, sampling.parameterSpace.keys());
  }
  const job = readJob(reader, exact.value, { ...options, folder: place.folder });
  if (job === undefined) warnOfAzureRefusals(reader, root, trial, target);
  const warnings = [
    ...warningsBesideFaults(reader.warnings, reader.problems),
    ...warnOfIgnored(warningsBesideFaults(reader.ignored, reader.problems), target),
    ...reader.differencesOf(source.differences),
    ...trial.reader.differencesOf(trial.differences),
  ];
  if (reader.problems.length > 0) throw failure(options.path, { problems: reader.problems, warnings });
  return { config, ...metadata, ...(job && { job }), warnings: warnings.toSorted(byPlace) };
}

/** Reads the file once more, as the job that it is, for a target that takes one. What is known to be wrong is not said again. */
function readJob(
  reader: FileReader,
  value: JsonValue,
  { target, folder, currentFolder = cwd() }: ParseSweepFileOptions & { readonly folder: string },
): SweepJob | undefined {
  if (target.takesJobs !== true || !isJsonObject(value)) return undefined;
  const known = new Set(reader.problems.map(({ path }) => path));
  const found = reader.problems.length;
  const job = readSweepJob(reader, value, { folder, currentFolder });
  const added = reader.problems.splice(found);
  reader.problems.push(...added.filter(({ path }) => !known.has(path)));
  return job;
}

function isNamedComponent(source: YamlSource, overrides: readonly SweepFileOverride[]): boolean {
  const replaced = overrides.filter(({ path }) => path.length === 1 && path[0] === 'trial').at(-1);
  if (replaced !== undefined) return typeof replaced.value === 'string';
  return isJsonObject(source.value) && typeof source.value.get('trial') === 'string';
}

function failure(file: string, { problems, warnings }: Pick<FileReader, 'problems' | 'warnings'>): SweepFileError {
  return new SweepFileError(file, problems.toSorted(byPlace).filter(isFirst), warnings.toSorted(byPlace));
}

/** What a command says twice is wrong once. */
function isFirst(problem: SweepFileProblem, index: number, problems: readonly SweepFileProblem[]): boolean {
  return index === problems.findIndex((one) => isDeepStrictEqual(one, problem));
}

function readConfig(
  reader: FileReader,
  root: JsonObject,
  trial: TrialSource,
  around: Pick<TrialSurroundings, 'folder' | 'variables' | 'target'> & {
    readonly concurrency: number;
    readonly compute: string | undefined;
    readonly resources: TrialResources | undefined;
  },
): HyperDriveConfig {
  const limits = readLimits(reader, placeOf(root, [], 'limits'));
  const space = readSearchSpace(reader, placeOf(root, [], 'search_space'));
  warnOfOverflow(reader, space);
  const objective = readObjective(reader, placeOf(root, [], 'objective'));
  // Azure ML's own default.
  const maxTotalRuns = limits.maxTotalTrials ?? maxTotalRunsLimit;
  const atOnce = Math.min(around.concurrency, maxConcurrentRunsLimit, Math.max(1, Math.floor(maxTotalRuns)));
  return new HyperDriveConfig({
    validate: false,
    primaryMetricName: objective.name,
    primaryMetricGoal: objective.goal,
    hyperparameterSampling: readSampling(reader, placeOf(root, [], 'sampling_algorithm'), space),
    policy: readEarlyTermination(reader, placeOf(root, [], 'early_termination')),
    maxTotalRuns,
    maxConcurrentRuns: limits.maxConcurrentTrials ?? atOnce,
    maxDurationSeconds: limits.timeoutSeconds,
    resumeFrom: readEarlierRuns(reader, placeOf(root, [], 'resume_from')),
    resumeChildRuns: readEarlierRuns(reader, placeOf(root, [], 'resume_child_runs')),
    runConfig: {
      ...readTrial(reader, trial, {
        inputs: placeOf(root, [], 'inputs'),
        outputs: placeOf(root, [], 'outputs'),
        trialTimeout: limits.trialTimeout,
        space: new Set(space.keys()),
        folder: around.folder,
        variables: around.variables,
        target: around.target,
      }),
      target: around.compute,
      ...(around.resources === undefined ? {} : { resources: around.resources }),
      ...readValueTexts(reader, ['search_space'], space),
    },
  });
}

/** The sweep file first, then its component; overrides, which are in no file, in front. */
function byPlace(a: SweepFilePosition, b: SweepFilePosition): number {
  const rank = ({ file, override }: SweepFilePosition): number =>
    override !== undefined ? 0 : file === undefined ? 1 : 2;
  return rank(a) - rank(b) || a.line - b.line || a.column - b.column;
}
