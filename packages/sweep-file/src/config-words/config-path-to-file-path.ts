import { type FilePath, parseConfigPath } from '../reader/file-path.js';

/** Where in a sweep file a part of a config comes from. */
interface Origin {
  readonly config: string;
  readonly file: FilePath;
  /** Whether the next step is a name of the user's own, which stays as it is. */
  readonly holdsNames?: true;
}

/** The first beginning that fits counts. */
const origins: readonly Origin[] = [
  { config: 'hyperparameterSampling.parameterSpace', file: ['search_space'], holdsNames: true },
  { config: 'hyperparameterSampling', file: ['sampling_algorithm'] },
  { config: 'policy', file: ['early_termination'] },
  { config: 'primaryMetricName', file: ['objective', 'primary_metric'] },
  { config: 'primaryMetricGoal', file: ['objective', 'goal'] },
  { config: 'maxTotalRuns', file: ['limits', 'max_total_trials'] },
  { config: 'maxConcurrentRuns', file: ['limits', 'max_concurrent_trials'] },
  { config: 'maxDurationMinutes', file: ['limits', 'timeout'] },
  { config: 'maxDurationSeconds', file: ['limits', 'timeout'] },
  { config: 'runConfig.maxDurationSeconds', file: ['limits', 'trial_timeout'] },
  { config: 'runConfig.inputs', file: ['inputs'], holdsNames: true },
  { config: 'runConfig.outputs', file: ['outputs'], holdsNames: true },
  { config: 'runConfig.environmentVariables', file: ['trial', 'environment_variables'], holdsNames: true },
  { config: 'runConfig.target', file: ['compute'] },
  { config: 'runConfig.resources.instanceCount', file: ['resources', 'instance_count'] },
  { config: 'runConfig.resources.memoryBytes', file: ['resources', 'properties', 'memory'] },
  { config: 'runConfig.resources', file: ['resources', 'properties'] },
  { config: 'runConfig', file: ['trial'] },
  { config: 'resumeFrom', file: ['resume_from'] },
  { config: 'resumeChildRuns', file: ['resume_child_runs'] },
];

/** The key of a sweep file that a path of a config comes from. */
export function configPathToFilePath(configPath: string): FilePath {
  const path = parseConfigPath(configPath);
  for (const { config, file, holdsNames } of origins) {
    const start = parseConfigPath(config);
    if (!start.every((step, index) => path[index] === step)) continue;
    const [name, ...rest] = path.slice(start.length);
    if (name === undefined) return file;
    return [...file, holdsNames === true ? name : toFileKey(name), ...rest.map(toFileKey)];
  }
  return path;
}

/** The config's own names are the file's in another spelling. */
function toFileKey(step: string | number): string | number {
  return typeof step === 'number' ? step : step.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
