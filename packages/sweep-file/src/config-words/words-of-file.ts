/** The config's own names for what a sweep file calls otherwise. Names of one word are the same in both. */
const fileWords: ReadonlyMap<string, string> = new Map([
  ['primaryMetricName', 'primary_metric'],
  ['primaryMetricGoal', 'goal'],
  ['maxTotalRuns', 'max_total_trials'],
  ['maxConcurrentRuns', 'max_concurrent_trials'],
  ['maxDurationMinutes', 'timeout'],
  ['maxDurationSeconds', 'trial_timeout'],
  ['hyperparameterSampling', 'sampling_algorithm'],
  ['parameterSpace', 'search_space'],
  ['resumeFrom', 'resume_from'],
  ['resumeChildRuns', 'resume_child_runs'],
  ['runConfig', 'trial'],
  ['environmentVariables', 'environment_variables'],
  ['evaluationInterval', 'evaluation_interval'],
  ['delayEvaluation', 'delay_evaluation'],
  ['slackFactor', 'slack_factor'],
  ['slackAmount', 'slack_amount'],
  ['truncationPercentage', 'truncation_percentage'],
  ['minValue', 'min_value'],
  ['maxValue', 'max_value'],
]);

/** The sentence of a config's check with the names that a sweep file has. What is in quotes is the user's and stays. */
export function toFileWords(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\$\{\{.*?\}\}|[A-Za-z]+/gs, (part) => fileWords.get(part) ?? part);
}

/** What a config's check found, in the words of YAML. */
export function foundInFile(got: string): string {
  return got
    .replace(/^an array of (?=\d+$)/, 'a list of ')
    .replace(/^an object$/, 'a mapping')
    .replace(/^(-?\d+)n$/, '$1');
}
