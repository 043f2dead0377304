import { editDistance } from '@hyperdrive-run/core/internal';
import { type FilePath, formatFilePath } from './file-path.js';

/** The part of a sweep file that a key was found in; `search_space` is one hyperparameter of it. */
export type SweepFileSection =
  | 'sweep'
  | 'trial'
  | 'limits'
  | 'objective'
  | 'early_termination'
  | 'sampling_algorithm'
  | 'search_space';

/** The keys that say what runs and what it costs, by their section. */
const keysThatCount: ReadonlyMap<SweepFileSection, readonly string[]> = new Map([
  [
    'sweep',
    [
      'type',
      'trial',
      'inputs',
      'outputs',
      'sampling_algorithm',
      'search_space',
      'objective',
      'early_termination',
      'limits',
      'resume_from',
      'resume_child_runs',
    ],
  ],
  ['limits', ['max_total_trials', 'max_concurrent_trials', 'timeout', 'trial_timeout']],
  ['objective', ['primary_metric', 'goal']],
  [
    'early_termination',
    ['slack_factor', 'slack_amount', 'truncation_percentage', 'evaluation_interval', 'delay_evaluation'],
  ],
  ['sampling_algorithm', ['seed', 'rule', 'logbase']],
  ['trial', ['command', 'code', 'environment_variables']],
]);

/** What the keys are called elsewhere: in Python's classes, in older files and by other tools. */
const otherNames: ReadonlyMap<string, readonly [SweepFileSection, string]> = new Map<
  string,
  readonly [SweepFileSection, string]
>([
  ...named('limits', 'max_total_trials', 'max_total_runs max_total_jobs max_trials max_runs total_trials num_trials'),
  ...named('limits', 'max_total_trials', 'n_trials trials run_cap num_samples max_evals max_total'),
  ...named('limits', 'max_concurrent_trials', 'max_concurrent_runs max_concurrent_jobs max_concurrent concurrency'),
  ...named('limits', 'max_concurrent_trials', 'max_concurrency parallel_trials max_parallel_trials n_jobs'),
  ...named('limits', 'timeout', 'max_duration duration max_run_duration job_timeout sweep_timeout run_timeout'),
  ...named('limits', 'timeout', 'experiment_timeout time_limit max_time time_budget'),
  ...named('limits', 'trial_timeout', 'max_trial_duration trial_duration trial_time_limit timeout_per_trial'),
  ...named('objective', 'primary_metric', 'primary_metric_name metric metric_name'),
  ...named('objective', 'goal', 'primary_metric_goal direction mode'),
  ...named('sweep', 'sampling_algorithm', 'sampling algorithm sampling_method hyperparameter_sampling method'),
  ...named('sweep', 'early_termination', 'policy early_stopping early_stopping_policy early_terminate termination'),
  ...named('sweep', 'early_termination', 'early_termination_policy termination_policy'),
  ...named('sweep', 'search_space', 'parameters parameter_space hyperparameters'),
  ...named('trial', 'environment_variables', 'env env_vars env_variables environment_vars'),
  ...named('trial', 'code', 'source_directory code_path source_dir local_path'),
]);

/** What the keys of a hyperparameter are called elsewhere; which of them is meant depends on its type. */
const otherExpressionNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['type', ['spec', 'distribution', 'kind', 'sampler']],
  ['min_value', ['min', 'low', 'lower', 'lower_bound', 'start']],
  ['max_value', ['max', 'high', 'upper', 'upper_bound', 'stop', 'end']],
  ['upper', ['max', 'max_value', 'high', 'upper_bound', 'stop', 'end']],
  ['values', ['value', 'choices', 'options', 'categories']],
  ['mu', ['mean', 'loc']],
  ['sigma', ['std', 'stddev', 'sd', 'scale']],
  ['q', ['step', 'quantum', 'quantization']],
]);

const unit = /_(?:in_)?(?:milliseconds|millis|ms|seconds|secs?|s|minutes|mins?|m|hours?|hrs?|h|days?|d)$/;

/** Which key of a sweep file somebody meant by one that is none. */
interface MeantKey {
  readonly path: FilePath;
  /** Whether it is only guessed, by its letters. */
  readonly isGuess: boolean;
}

/** The sections of which every key counts: what is in them says what runs. */
const strictSections: readonly SweepFileSection[] = [
  'limits',
  'objective',
  'early_termination',
  'sampling_algorithm',
  'search_space',
];

/**
 * What is wrong with a key that its section does not have, and the key that is meant; `undefined` where it can be passed
 * over.
 */
export function describeOtherKey(
  key: string,
  at: { readonly section: SweepFileSection; readonly path: FilePath; readonly known: readonly string[] },
): { readonly got: string; readonly meant?: FilePath | undefined } | undefined {
  const meant = findMeantKey(key, at, at.known);
  if (meant === undefined) {
    if (!strictSections.includes(at.section)) return undefined;
    const takes = at.known.join(', ').replace(/, ([^,]*)$/, ' and $1');
    return { got: `no key of ${formatFilePath(at.path)}, which takes ${takes}` };
  }
  const written = formatFilePath(meant.path);
  const inSeconds = written.endsWith('timeout') ? ', in seconds' : '';
  if (meant.isGuess) return { got: `not a known key: did you mean ${meant.path.at(-1)}?`, meant: meant.path };
  const what = meant.path.at(-1) === key ? 'at the wrong level' : 'not a known key';
  return { got: `${what}: write ${written}${inSeconds}`, meant: meant.path };
}

/**
 * Finds the key that is meant by one that its section does not have: it may be at the wrong level, written in camelCase,
 * carry a unit in its name, be called as elsewhere, or be misspelled. Only keys are found whose being passed over would
 * change what runs or what it costs.
 * @param path the way to the section's mapping
 * @param known all keys of the section
 */
function findMeantKey(
  key: string,
  { section, path }: { readonly section: SweepFileSection; readonly path: FilePath },
  known: readonly string[],
): MeantKey | undefined {
  const word = toSnakeCase(key);
  const names = [word, word.replace(unit, '')];
  for (const name of names) {
    const ownName = known.includes(name) && name !== key ? name : undefined;
    if (ownName !== undefined && isCounted(section, ownName)) return { path: [...path, ownName], isGuess: false };
    if (section === 'search_space') {
      const meant = known.find((one) => otherExpressionNames.get(one)?.includes(name));
      if (meant !== undefined) return { path: [...path, meant], isGuess: false };
    }
    // A trial that ends after a time is the sweep's business.
    if (section === 'trial' && name === 'timeout') return { path: ['limits', 'trial_timeout'], isGuess: false };
    const elsewhere = otherNames.get(name) ?? sectionOf(name);
    // A key of its own section that another type than this one has is at no wrong level.
    const isHere = elsewhere?.[0] === section && elsewhere[1] === key;
    if (elsewhere !== undefined && !isHere) return { path: pathOf(...elsewhere), isGuess: false };
  }
  const similar = known.find((one) => isCounted(section, one) && isMisspelled(word, one));
  return similar === undefined ? undefined : { path: [...path, similar], isGuess: true };
}

/** One letter, of long words two, or any letters in another order. In short words one letter more or less only. */
function isMisspelled(word: string, meant: string): boolean {
  const sorted = (text: string): string => [...text].toSorted().join('');
  if (sorted(word) === sorted(meant)) return true;
  const distance = editDistance(word, meant);
  return distance <= (meant.length < 8 ? 1 : 2) && (meant.length >= 6 || word.length !== meant.length);
}

function isCounted(section: SweepFileSection, key: string): boolean {
  return section === 'search_space' || keysThatCount.get(section)?.includes(key) === true;
}

function sectionOf(name: string): readonly [SweepFileSection, string] | undefined {
  // Every mapping has a type; one where none is taken is not misplaced.
  if (name === 'type') return undefined;
  for (const [section, keys] of keysThatCount) if (keys.includes(name)) return [section, name];
  return undefined;
}

function pathOf(section: SweepFileSection, key: string): FilePath {
  return section === 'sweep' ? [key] : [section, key];
}

function named(
  section: SweepFileSection,
  key: string,
  names: string,
): readonly (readonly [string, readonly [SweepFileSection, string]])[] {
  return names.split(' ').map((name) => [name, [section, key]]);
}

/** `maxTotalTrials`, `max-total-trials` and `MAX_TOTAL_TRIALS` are one name. */
function toSnakeCase(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase();
}
